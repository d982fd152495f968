package org.physics4ml.workbench.internal.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.run.AnalysisFindings;
import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.figures.Tables;
import org.physics4ml.workbench.internal.charts.FindingsChart;
import org.physics4ml.workbench.internal.explorer.Runs;

/**
 * A run on the screen: its state and verdicts, figures, comparisons with theory, tables, notices, log, provenance; while this workbench executes it, with its
 * progress and figures of the draws so far. Used by the run editor and the Findings view.
 */
public final class RunPanel extends Composite {

	/** Key under which the widgets that a user looks for carry their name. */
	public static final String NAME = "org.physics4ml.workbench.name";

	private static final int POLL = 250;
	/** The log of a run that goes on is read every second. */
	private static final int LOG_POLLS = 4;

	private final Label state;
	private final Label title;
	private final Label summary;
	private final Composite bar;
	private final ProgressBar progress;
	private final Label rate;
	private final Button resume;
	private final Button cancel;
	private final Button frozen;
	private final Button directory;
	private final Button refresh;
	private final Composite body;
	private final StackLayout stack = new StackLayout();
	private final Composite page;
	private final Label message;
	private final CTabFolder tabs;
	private final Combo figureNames;
	private final FindingsChart chart;
	private final FindingsTable checks;
	private final Combo tableNames;
	private final FindingsTable table;
	private final StyledText notices;
	private final StyledText log;
	private final FindingsTable provenance;
	private final Consumer<Path> liveListener = this::liveChanged;
	private final IResourceChangeListener fileListener = this::filesChanged;

	/** Written in the UI thread only. */
	private volatile Path path;
	private RunContents contents;
	private LiveRun live;
	private int polls;
	private int shownVersion = -1;
	private List<AnalysisFindings> findings = List.of();
	private String laidOut = "";

	/** A figure or table of an analysis. */
	private record Named<T>(AnalysisFindings analysis, T what) {
	}

	private List<Named<Figure>> figures = List.of();
	private List<Named<Table>> tables = List.of();

	/** @param sentence what to do to see something here */
	public RunPanel(Composite parent, String sentence) {
		super(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().spacing(0, 0).applyTo(this);
		var head = new Composite(this, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, false).applyTo(head);
		GridLayoutFactory.fillDefaults().numColumns(8).margins(8, 6).applyTo(head);
		state = new Label(head, SWT.NONE);
		title = new Label(head, SWT.NONE);
		title.setFont(JFaceResources.getFontRegistry().getBold(JFaceResources.DIALOG_FONT));
		GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(title);
		cancel = button(head, "Cancel", "Stop the run; it can be resumed", this::cancel);
		resume = button(head, "Resume", "Go on from the last checkpoint", () -> RunJob.resume(path).schedule());
		refresh = button(head, "Refresh", "Read the directory again", this::refresh);
		frozen = button(head, "Open Experiment", "Open the experiment as it was frozen when the run began", () -> RunEditor.openFrozen(path.resolve(RunDirectory.EXPERIMENT)));
		directory = button(head, "Show Directory", "Show the run's directory in the desktop's file manager", () -> Program.launch(path.toString()));
		summary = new Label(head, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).span(8, 1).hint(300, SWT.DEFAULT).applyTo(summary);
		bar = new Composite(head, SWT.NONE);
		GridDataFactory.fillDefaults().grab(true, false).span(8, 1).applyTo(bar);
		GridLayoutFactory.fillDefaults().numColumns(2).applyTo(bar);
		progress = new ProgressBar(bar, SWT.HORIZONTAL);
		progress.setMaximum(1000);
		GridDataFactory.fillDefaults().grab(true, false).align(SWT.FILL, SWT.CENTER).applyTo(progress);
		rate = new Label(bar, SWT.NONE);
		GridDataFactory.fillDefaults().hint(480, SWT.DEFAULT).applyTo(rate);

		body = new Composite(this, SWT.NONE);
		body.setLayout(stack);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(body);
		page = new Composite(body, SWT.NONE);
		GridLayoutFactory.fillDefaults().margins(24, 24).applyTo(page);
		message = new Label(page, SWT.WRAP | SWT.CENTER);
		GridDataFactory.fillDefaults().grab(true, true).align(SWT.FILL, SWT.CENTER).hint(300, SWT.DEFAULT).applyTo(message);
		message.setText(sentence);

		tabs = new CTabFolder(body, SWT.BOTTOM | SWT.FLAT);
		var figurePage = page();
		figureNames = names(figurePage, this::showFigure);
		chart = new FindingsChart(figurePage, "The run has no figures.");
		GridDataFactory.fillDefaults().grab(true, true).applyTo(chart);
		tab("Figures", figurePage);
		checks = new FindingsTable(tabs);
		tab("Checks", checks.widget());
		var tablePage = page();
		tableNames = names(tablePage, this::showTable);
		table = new FindingsTable(tablePage);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(table.widget());
		tab("Tables", tablePage);
		notices = text();
		tab("Notices", notices);
		log = text();
		log.setFont(JFaceResources.getTextFont());
		log.setWordWrap(false);
		tab("Log", log);
		provenance = new FindingsTable(tabs);
		tab("Provenance", provenance.widget());
		tabs.setSelection(0);
		stack.topControl = page;
		LiveRuns.addListener(liveListener);
		ResourcesPlugin.getWorkspace().addResourceChangeListener(fileListener, IResourceChangeEvent.POST_CHANGE);
		addListener(SWT.Dispose, event -> {
			LiveRuns.removeListener(liveListener);
			ResourcesPlugin.getWorkspace().removeResourceChangeListener(fileListener);
		});
		header();
	}

	private Button button(Composite parent, String text, String tip, Runnable action) {
		var button = new Button(parent, SWT.PUSH);
		button.setText(text);
		button.setToolTipText(tip);
		button.setData(NAME, text);
		button.addListener(SWT.Selection, event -> action.run());
		return button;
	}

	private Composite page() {
		var composite = new Composite(tabs, SWT.NONE);
		GridLayoutFactory.fillDefaults().margins(4, 4).spacing(0, 4).applyTo(composite);
		return composite;
	}

	private static Combo names(Composite parent, Runnable action) {
		var combo = new Combo(parent, SWT.READ_ONLY);
		GridDataFactory.fillDefaults().hint(480, SWT.DEFAULT).align(SWT.BEGINNING, SWT.CENTER).applyTo(combo);
		combo.addListener(SWT.Selection, event -> action.run());
		combo.setVisible(false);
		return combo;
	}

	private void tab(String name, Control control) {
		var item = new CTabItem(tabs, SWT.NONE);
		item.setText(name);
		item.setControl(control);
	}

	private StyledText text() {
		var text = new StyledText(tabs, SWT.READ_ONLY | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL | SWT.H_SCROLL);
		text.setMargins(8, 8, 8, 8);
		return text;
	}

	/** Brings a page to the front, by its name. */
	public void choose(String name) {
		Arrays.stream(tabs.getItems()).filter(item -> item.getText().equals(name)).findFirst().ifPresent(tabs::setSelection);
	}

	/** The run shown, or null. */
	public Path path() {
		return path;
	}

	/** The chart of figures. */
	public FindingsChart chart() {
		return chart;
	}

	/** Shows a run; what its directory holds is read in the background. */
	public void show(Path path) {
		this.path = path.toAbsolutePath().normalize();
		contents = null;
		shownVersion = -1;
		refresh();
	}

	/** Reads the directory again. */
	public void refresh() {
		if (path == null)
			return;
		live = LiveRuns.find(path);
		Path asked = path;
		read("Reading " + path.getFileName(), asked, () -> RunContents.read(asked), this::loaded);
		if (live != null)
			poll();
	}

	/** Reads in the background what is shown then, unless another run is shown meanwhile. */
	private <T> void read(String name, Path of, Supplier<T> what, Consumer<T> shown) {
		ICoreRunnable reading = monitor -> {
			T now = what.get();
			if (!isDisposed())
				getDisplay().asyncExec(() -> {
					if (!isDisposed() && of.equals(path))
						shown.accept(now);
				});
		};
		var job = Job.create(name, reading);
		job.setSystem(true);
		job.schedule();
	}

	private void loaded(RunContents now) {
		contents = now;
		if (live == null)
			findings(now.findings());
		log(now.log());
		var flat = new Table.Builder("provenance").column("what").column("value");
		now.provenance().forEach((what, value) -> flat.row().set("what", what).set("value", value));
		provenance.show(flat.build());
		header();
	}

	private void liveChanged(Path changed) {
		if (!changed.equals(path))
			return;
		if (LiveRuns.find(path) == null && live != null) {
			live = null;
			shownVersion = -1;
		}
		refresh();
	}

	/** Reads the run again when its files change, unless this workbench is writing them. */
	private void filesChanged(IResourceChangeEvent event) {
		Path shown = path;
		if (shown != null && event.getDelta() != null && LiveRuns.find(shown) == null && Runs.touches(event.getDelta(), shown) && !isDisposed())
			getDisplay().asyncExec(() -> {
				if (!isDisposed() && shown.equals(path))
					refresh();
			});
	}

	/** Follows a run of this workbench until it ends. */
	private void poll() {
		LiveRun followed = live;
		if (isDisposed() || followed == null)
			return;
		var snapshot = followed.snapshot();
		if (snapshot.version() != shownVersion) {
			shownVersion = snapshot.version();
			findings(snapshot.findings());
		}
		header();
		if (polls++ % LOG_POLLS == 0)
			readLog(followed.path());
		getDisplay().timerExec(POLL, () -> {
			if (!isDisposed() && live == followed)
				poll();
		});
	}

	private void readLog(Path of) {
		read("Reading the log of " + of.getFileName(), of, () -> RunContents.log(of.resolve(RunDirectory.LOG)), this::log);
	}

	private void cancel() {
		if (live != null)
			live.cancel();
		cancel.setEnabled(false);
	}

	private void header() {
		boolean running = live != null;
		boolean known = path != null && (contents != null || running);
		title.setText(path == null ? "No run" : path.getFileName().toString());
		state.setText(!known ? "" : running ? "running" : contents.state());
		visible(state, known);
		visible(cancel, running);
		visible(resume, !running && contents != null && contents.isResumable());
		visible(refresh, !running && path != null);
		visible(frozen, known && (running || !contents.state().equals("missing")));
		visible(directory, known && (running || !contents.state().equals("missing")));
		visible(bar, running);
		if (!running)
			cancel.setEnabled(true);
		else {
			var done = live.snapshot().progress();
			progress.setSelection(done == null ? 0 : (int) (done.fraction() * 1000));
			rate.setText(done == null ? "Starting" : RunJob.text(done));
		}
		String text = summaryText(running);
		summary.setText(text);
		visible(summary, !text.isEmpty());
		boolean empty = findings.isEmpty() && log.getCharCount() == 0 || !known;
		if (path != null)
			message.setText(!known ? "Reading " + path : explanation());
		Control top = empty ? page : tabs;
		if (stack.topControl != top) {
			stack.topControl = top;
			body.layout();
		}
		String now = path + state.getText() + text + running + known + resume.getVisible();
		if (!now.equals(laidOut)) { // progress alone moves nothing
			laidOut = now;
			layout(true, true);
		}
	}

	private String summaryText(boolean running) {
		if (path == null || contents == null && !running)
			return "";
		List<String> parts = new ArrayList<>();
		if (running)
			parts.add(findings.isEmpty() ? "Figures appear with the first draws." : "So far: " + Verdicts.summary(findings));
		else {
			if (!contents.problem().isEmpty())
				parts.add(contents.problem());
			if (!contents.message().isEmpty())
				parts.add("Why: " + contents.message() + ".");
			if (!contents.remedy().isEmpty())
				parts.add(contents.remedy());
			if (!findings.isEmpty())
				parts.add(Verdicts.summary(findings));
		}
		return String.join("\n", parts);
	}

	/** What a page without anything else says. */
	private String explanation() {
		if (live != null)
			return "The run has begun. Figures appear with the first draws.";
		return contents.problem().isEmpty() ? "This run has no findings yet. " + contents.remedy() : contents.problem() + "\n\n" + contents.remedy();
	}

	private static void visible(Control control, boolean visible) {
		control.setVisible(visible);
		if (control.getLayoutData() == null)
			control.setLayoutData(new GridData());
		((GridData) control.getLayoutData()).exclude = !visible;
	}

	private void findings(List<AnalysisFindings> now) {
		findings = now;
		List<Named<Figure>> newFigures = new ArrayList<>();
		List<Named<Table>> newTables = new ArrayList<>();
		var scalars = Verdicts.scalars(now);
		if (scalars != null)
			newTables.add(new Named<>(null, scalars));
		var told = new StringBuilder();
		for (AnalysisFindings analysis : now) {
			analysis.findings().figures().forEach(figure -> newFigures.add(new Named<>(analysis, figure)));
			analysis.findings().tables().forEach(one -> newTables.add(new Named<>(analysis, one)));
			for (String notice : analysis.findings().notices())
				told.append(analysis.name()).append(": ").append(notice).append("\n\n");
		}
		figures = newFigures;
		tables = newTables;
		String[] names = figures.stream().map(named -> named.analysis.name() + ": " + FindingsChart.plain(named.what.title())).toArray(String[]::new);
		offer(figureNames, names);
		showFigure();
		String[] tableTitles = tables.stream().map(named -> named.analysis == null ? named.what.name() : named.analysis.name() + " / " + named.what.name()).toArray(String[]::new);
		offer(tableNames, tableTitles);
		showTable();
		checks.show(Verdicts.table(now));
		String text = told.isEmpty() ? "The analyses have nothing to add to their numbers." : told.toString().strip();
		if (!text.equals(notices.getText()))
			notices.setText(text);
	}

	/** Keeps the choice where the names are the same. */
	private static void offer(Combo combo, String[] names) {
		if (Arrays.equals(combo.getItems(), names))
			return;
		int chosen = Math.max(0, Math.min(combo.getSelectionIndex(), names.length - 1));
		combo.setItems(names);
		combo.select(chosen);
		combo.setVisible(names.length > 0);
	}

	private void showFigure() {
		int chosen = figureNames.getSelectionIndex();
		if (chosen < 0 || chosen >= figures.size()) {
			chart.show(findings.isEmpty() ? path == null ? "" : contents == null ? "Reading " + path : explanation() : "The analyses of this run describe no figures. Their numbers are under Tables.");
			return;
		}
		var named = figures.get(chosen);
		Map<String, Findings> byName = new HashMap<>();
		findings.forEach(analysis -> byName.put(analysis.name(), analysis.findings()));
		try {
			chart.show(named.what, Tables.of(named.analysis.findings(), byName), named.analysis.name() + "-" + named.what.name());
		} catch (RuntimeException e) { // described by a plug-in that may be wrong
			chart.show("This figure of the analysis " + named.analysis.name() + " cannot be drawn: " + e + "\nIts numbers are under Tables. Report it to the author of the plug-in.");
		}
	}

	private void showTable() {
		int chosen = tableNames.getSelectionIndex();
		table.show(chosen < 0 || chosen >= tables.size() ? new Table("", List.of()) : tables.get(chosen).what);
	}

	private void log(String text) {
		if (text.equals(log.getText()))
			return;
		log.setText(text);
		log.setTopIndex(log.getLineCount() - 1);
	}

	@Override
	public boolean setFocus() {
		return stack.topControl == tabs ? tabs.setFocus() : super.setFocus();
	}
}
