package org.physics4ml.workbench.internal.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.part.ResourceTransfer;
import org.eclipse.ui.part.ViewPart;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.run.RunComparison;
import org.physics4ml.core.run.StoredRun;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.workbench.internal.charts.FindingsChart;
import org.physics4ml.workbench.internal.explorer.Runs;
import org.physics4ml.workbench.internal.runs.FindingsTable;

/** Two or more runs side by side: parameters that differ, figures in one frame, values with pulls, and whether they agree as a whole. The first is the baseline. */
public final class CompareView extends ViewPart {

	public static final String ID = "org.physics4ml.workbench.compareView";

	private static final String EMPTY = "Drag two or more runs here from the Project Explorer, or select them there and choose Compare in their context menu.";
	private static final String RUN = "run";

	/** What is shown, made in the background. */
	private record Comparison(List<Path> paths, List<StoredRun> runs, List<String> problems, RunComparison result, List<Overlay> overlays) {

		static Comparison of(List<Path> paths) {
			List<StoredRun> runs = new ArrayList<>();
			List<String> problems = new ArrayList<>();
			for (Path path : paths)
				try {
					runs.add(StoredRun.load(path));
				} catch (InvalidExperimentException e) {
					e.problems().forEach(problem -> problems.add(path.getFileName() + ": " + problem.message() + ". Remove it from the comparison, or finish or copy the run again."));
				}
			return new Comparison(paths, runs, problems, runs.size() < 2 ? null : RunComparison.of(runs), Overlay.of(runs));
		}
	}

	private Composite body;
	private Label summary;
	private org.eclipse.swt.widgets.List runList;
	private Button remove;
	private Button baseline;
	private Button clear;
	private CTabFolder tabs;
	private Combo figureNames;
	private FindingsChart chart;
	private FindingsTable parameters;
	private FindingsTable agreements;
	private FindingsTable values;
	private List<Path> paths = List.of();
	private Comparison shown;

	@Override
	public void init(IViewSite site, IMemento memento) throws PartInitException {
		super.init(site, memento);
		if (memento != null)
			paths = Arrays.stream(memento.getChildren(RUN)).map(IMemento::getID).filter(Objects::nonNull).map(Path::of).toList();
	}

	@Override
	public void saveState(IMemento memento) {
		paths.forEach(path -> memento.createChild(RUN, path.toString()));
	}

	@Override
	public void createPartControl(Composite parent) {
		body = new Composite(parent, SWT.NONE);
		GridLayoutFactory.fillDefaults().margins(8, 6).numColumns(2).applyTo(body);
		runList = new org.eclipse.swt.widgets.List(body, SWT.BORDER | SWT.SINGLE | SWT.V_SCROLL | SWT.H_SCROLL);
		GridDataFactory.fillDefaults().grab(true, false).hint(SWT.DEFAULT, 90).applyTo(runList);
		var buttons = new Composite(body, SWT.NONE);
		GridLayoutFactory.fillDefaults().applyTo(buttons);
		remove = button(buttons, "Remove", "Take the selected run out of the comparison", () -> {
			List<Path> left = new ArrayList<>(paths);
			left.remove(runList.getSelectionIndex());
			compare(left);
		});
		baseline = button(buttons, "Make Baseline", "Compare the others with the selected run", () -> {
			List<Path> ordered = new ArrayList<>(paths);
			ordered.addFirst(ordered.remove(runList.getSelectionIndex()));
			compare(ordered);
		});
		clear = button(buttons, "Clear", "Take all runs out", () -> compare(List.of()));
		runList.addListener(SWT.Selection, event -> enable());
		summary = new Label(body, SWT.WRAP);
		GridDataFactory.fillDefaults().grab(true, false).span(2, 1).hint(300, SWT.DEFAULT).applyTo(summary);
		tabs = new CTabFolder(body, SWT.BOTTOM | SWT.FLAT);
		GridDataFactory.fillDefaults().grab(true, true).span(2, 1).applyTo(tabs);
		var figures = new Composite(tabs, SWT.NONE);
		GridLayoutFactory.fillDefaults().margins(4, 4).spacing(0, 4).applyTo(figures);
		figureNames = new Combo(figures, SWT.READ_ONLY);
		GridDataFactory.fillDefaults().hint(480, SWT.DEFAULT).align(SWT.BEGINNING, SWT.CENTER).applyTo(figureNames);
		figureNames.addListener(SWT.Selection, event -> showFigure());
		chart = new FindingsChart(figures, EMPTY);
		GridDataFactory.fillDefaults().grab(true, true).applyTo(chart);
		tab("Figures", figures);
		parameters = new FindingsTable(tabs);
		tab("Parameters that Differ", parameters.widget());
		agreements = new FindingsTable(tabs);
		tab("Agreement", agreements.widget());
		values = new FindingsTable(tabs);
		tab("Values and Pulls", values.widget());
		tabs.setSelection(0);
		for (Control control : List.of(body, runList, chart, tabs))
			accept(control);
		compare(paths);
	}

	private static Button button(Composite parent, String text, String tip, Runnable action) {
		var button = new Button(parent, SWT.PUSH);
		button.setText(text);
		button.setToolTipText(tip);
		GridDataFactory.fillDefaults().applyTo(button);
		button.addListener(SWT.Selection, event -> action.run());
		return button;
	}

	private void tab(String name, Control control) {
		var item = new CTabItem(tabs, SWT.NONE);
		item.setText(name);
		item.setControl(control);
	}

	private void accept(Control control) {
		var target = new DropTarget(control, DND.DROP_COPY | DND.DROP_MOVE | DND.DROP_LINK | DND.DROP_DEFAULT);
		target.setTransfer(LocalSelectionTransfer.getTransfer(), ResourceTransfer.getInstance(), FileTransfer.getInstance());
		target.addDropListener(new DropTargetAdapter() {

			@Override
			public void dragEnter(DropTargetEvent event) {
				event.detail = DND.DROP_COPY; // nothing is moved, whatever the source would like
			}

			@Override
			public void dragOperationChanged(DropTargetEvent event) {
				event.detail = DND.DROP_COPY;
			}

			@Override
			public void drop(DropTargetEvent event) {
				add(runs(event.currentDataType == null ? null : event.data));
			}
		});
	}

	/** The runs among what was dropped. */
	static List<Path> runs(Object dropped) {
		List<Path> runs = new ArrayList<>();
		Object[] elements = switch (dropped) {
		case IStructuredSelection selection -> selection.toArray();
		case Object[] array -> array;
		case null, default -> new Object[0];
		};
		for (Object element : elements)
			if (element instanceof String path)
				runs.add(Path.of(path));
			else if (Adapters.adapt(element, IResource.class) instanceof IFolder folder && Runs.isRun(folder) && folder.getLocation() != null)
				runs.add(folder.getLocation().toPath());
		return runs;
	}

	/** Adds runs to those that are compared. */
	public void add(List<Path> more) {
		var all = new LinkedHashSet<>(paths);
		more.forEach(path -> all.add(path.toAbsolutePath().normalize()));
		compare(List.copyOf(all));
	}

	/** The place of a run in the workspace, or in the file system where it is not in the workspace. */
	private static String shown(Path run) {
		var containers = ResourcesPlugin.getWorkspace().getRoot().findContainersForLocationURI(run.toUri());
		return containers.length == 0 ? run.toString() : containers[0].getFullPath().makeRelative().toString();
	}

	/** Compares runs; the first is the baseline. */
	public void compare(List<Path> runs) {
		paths = runs.stream().map(path -> path.toAbsolutePath().normalize()).distinct().toList();
		List<Path> asked = paths;
		ICoreRunnable read = monitor -> {
			var now = Comparison.of(asked);
			body.getDisplay().asyncExec(() -> {
				if (!body.isDisposed() && asked.equals(paths))
					show(now);
			});
		};
		Job job = Job.create("Comparing runs", read);
		job.setSystem(true);
		job.schedule();
	}

	private void show(Comparison now) {
		shown = now;
		int selected = runList.getSelectionIndex();
		runList.removeAll();
		List<Path> read = now.runs.stream().map(StoredRun::path).toList();
		for (Path path : paths) {
			int run = read.indexOf(path);
			runList.add((run < 0 ? "✗" : Overlay.label(run)) + " " + path.getFileName() + (run < 0 ? " cannot be compared" : run == 0 ? " (baseline)" : "") + "   " + shown(path));
		}
		runList.select(Math.min(selected, paths.size() - 1));
		enable();
		summary.setText(text(now));
		String[] names = now.overlays.stream().map(overlay -> FindingsChart.plain(overlay.name())).toArray(String[]::new);
		if (!Arrays.equals(names, figureNames.getItems())) {
			int chosen = Math.max(0, Math.min(figureNames.getSelectionIndex(), names.length - 1));
			figureNames.setItems(names);
			figureNames.select(chosen);
		}
		figureNames.setVisible(names.length > 0);
		showFigure();
		parameters.show(parameters(now));
		agreements.show(agreements(now));
		values.show(values(now));
		body.layout(true, true);
	}

	private void enable() {
		boolean any = runList.getSelectionIndex() >= 0;
		remove.setEnabled(any);
		baseline.setEnabled(any && runList.getSelectionIndex() > 0);
		clear.setEnabled(!paths.isEmpty());
	}

	private static String text(Comparison now) {
		List<String> lines = new ArrayList<>(now.problems);
		if (now.result == null)
			lines.add(now.paths.size() == 1 ? "Add a second run: drag it here, or select it in the Project Explorer and choose Compare." : EMPTY);
		else {
			int differing = now.result.parameters().size();
			lines.add(differing == 0 ? "The runs have the same parameters." : differing + (differing == 1 ? " parameter differs." : " parameters differ."));
			if (now.result.sameSeed())
				lines.add("Two runs have the same seed: they may share random numbers, and pulls between them are then too small.");
			now.result.agreements().stream().filter(agreement -> agreement.reason().isEmpty()).min((a, b) -> Double.compare(a.pValue(), b.pValue())).ifPresentOrElse(
					least -> lines.add("Least agreement: " + Overlay.label(least.run()) + " " + least.analysis() + "/" + least.table() + " " + least.quantity() + ", "
							+ String.format(Locale.ROOT, "χ² (%s) = %.4g of %d entries, p = %.3g", least.method().description(), least.chiSquared(), least.compared(), least.pValue())
							+ ", among " + now.result.agreements().size() + " quantities. Covariances are those of blocks of draws; runs are taken to be independent."),
					() -> now.result.agreements().stream().findFirst().ifPresent(first -> lines.add("No χ²: " + first.reason() + ".")));
		}
		return String.join("\n", lines);
	}

	private void showFigure() {
		int chosen = figureNames.getSelectionIndex();
		if (shown == null || chosen < 0 || chosen >= shown.overlays.size()) {
			chart.show(paths.isEmpty() ? EMPTY : "These runs describe no figures. Their numbers are under Values and Pulls.");
			return;
		}
		var overlay = shown.overlays.get(chosen);
		try {
			chart.show(overlay.figure(), overlay.tables(), overlay.stem());
		} catch (RuntimeException e) { // described by a plug-in that may be wrong
			chart.show("This figure cannot be drawn: " + e + "\nThe numbers are under Values and Pulls. Report it to the author of the plug-in.");
		}
	}

	private static Table parameters(Comparison now) {
		var table = new Table.Builder("parameters").column("parameter");
		for (int run = 0; run < now.runs.size(); run++)
			table.column(heading(now, run));
		if (now.result != null)
			for (var parameter : now.result.parameters()) {
				table.row().set("parameter", parameter.path());
				for (int run = 0; run < now.runs.size(); run++)
					table.set(heading(now, run), parameter.values().get(run) == null ? "none" : Json.valueText(parameter.values().get(run)));
			}
		return table.build();
	}

	private static String heading(Comparison now, int run) {
		return Overlay.label(run) + " " + now.runs.get(run).path().getFileName();
	}

	private static Table agreements(Comparison now) {
		var table = new Table.Builder("agreement");
		for (String column : new String[] { "run", "analysis", "table", "quantity", "shared", "compared", "effective", "chiSquared", "pValue", "how" })
			table.column(column);
		if (now.result != null)
			for (var agreement : now.result.agreements()) {
				boolean told = agreement.reason().isEmpty();
				table.row().set("run", heading(now, agreement.run())).set("analysis", agreement.analysis()).set("table", agreement.table()).set("quantity", agreement.quantity());
				table.set("shared", agreement.shared()).set("compared", agreement.compared()).set("effective", told ? agreement.degrees() : Double.NaN);
				table.set("chiSquared", agreement.chiSquared()).set("pValue", agreement.pValue());
				table.set("how", !told ? agreement.reason() : agreement.method().description());
			}
		return table.build();
	}

	private static Table values(Comparison now) {
		var table = new Table.Builder("values").column("analysis").column("table").column("entry").column("quantity");
		for (int run = 0; run < now.runs.size(); run++) {
			String label = Overlay.label(run);
			table.column(label).column(label + " error");
			if (run > 0)
				table.column(label + " pull");
		}
		if (now.result != null)
			for (var entry : now.result.entries()) {
				List<String> key = new ArrayList<>();
				entry.key().forEach((column, value) -> key.add(column + "=" + value));
				table.row().set("analysis", entry.analysis()).set("table", entry.table()).set("entry", String.join(", ", key)).set("quantity", entry.quantity());
				for (int run = 0; run < now.runs.size(); run++) {
					String label = Overlay.label(run);
					table.set(label, entry.values().get(run)).set(label + " error", entry.errors().get(run));
					if (run > 0)
						table.set(label + " pull", entry.pulls().get(run));
				}
			}
		return table.build();
	}

	/** The runs that are compared. */
	public List<Path> paths() {
		return paths;
	}

	/** The figures of the runs in one frame. */
	public FindingsChart chart() {
		return chart;
	}

	/** The values with pulls. */
	public FindingsTable values() {
		return values;
	}

	/** Whether the runs agree as a whole. */
	public FindingsTable agreements() {
		return agreements;
	}

	/** The parameters that differ. */
	public FindingsTable parameters() {
		return parameters;
	}

	@Override
	public void setFocus() {
		runList.setFocus();
	}
}
