package org.physics4ml.workbench.internal.editor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.jface.dialogs.IMessageProvider;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.SashForm;
import org.eclipse.swt.graphics.Font;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.forms.events.IExpansionListener;
import org.eclipse.ui.forms.widgets.ExpandableComposite;
import org.eclipse.ui.forms.widgets.Form;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.ScrolledForm;
import org.eclipse.ui.forms.widgets.Section;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Experiment;

/** The form of an experiment: a section for every part of it at the left, its outlook at the right. */
final class ExperimentForm {

	/** Width in which no field is cut off. */
	private static final int FIELDS = 600;
	/** Sections that are in sight when an editor opens. */
	private static final int FIRST_SEEN = 3;
	private static final String HELP = "org.physics4ml.workbench.";

	private final Draft draft;
	private final Runnable typed;
	private final FormToolkit toolkit;
	private final Form frame;
	private final ScrolledForm left;
	private final Outlook outlook;
	private final Deque<Runnable> unbuilt = new ArrayDeque<>();
	private final List<Part> parts = new ArrayList<>();
	private final Map<Part, Section> sections = new LinkedHashMap<>();
	private final List<Field> fields = new ArrayList<>();
	private Font small;
	private boolean showing;
	private boolean readOnly;
	private List<Problem> problems = List.of();

	/** @param typed called when the dirty state may have changed because of typing */
	ExperimentForm(Composite parent, Draft draft, Runnable typed) {
		this.draft = draft;
		this.typed = typed;
		toolkit = new FormToolkit(parent.getDisplay());
		frame = toolkit.createForm(parent);
		frame.getBody().setLayout(new FillLayout());
		var sash = new SashForm(frame.getBody(), SWT.HORIZONTAL);
		toolkit.adapt(sash, false, false);
		left = toolkit.createScrolledForm(sash);
		left.getBody().setLayout(new GridLayout());
		outlook = new Outlook(this, sash);
		share(sash);

		section("General", "general", false, client -> new GeneralPart(this, client));
		section("Inputs", "inputs", false, client -> new InputsPart(this, client));
		section("Architecture", "architecture", false, client -> new ComponentPart(this, client, Kind.ARCHITECTURE, "architecture", false));
		unbuilt.add(outlook::build);
		section("Prior", "prior", false, client -> new ComponentPart(this, client, Kind.PRIOR, "prior", false));
		section("Sampling", "sampling", false, client -> new SamplingPart(this, client));
		section("Analyses", "analyses", false, client -> new AnalysesPart(this, client));
		section("Sweep", "sweep", false, client -> new SweepPart(this, client));
		section("Data", "data", true, client -> new DataPart(this, client));
		section("Optimiser", "optimiser", true, client -> new ComponentPart(this, client, Kind.OPTIMISER, "optimiser", true));
		Colours.restore(frame.getBody(), toolkit);
		frame.addDisposeListener(event -> {
			if (small != null)
				small.dispose();
			toolkit.dispose();
		});
		draft.onChange(this::show);
		unbuilt.poll().run();
		show();
		later();
	}

	/** Sections are built one an event, so that none keeps the user waiting. */
	private void later() {
		if (!unbuilt.isEmpty())
			frame.getDisplay().asyncExec(this::next);
	}

	private void next() {
		if (frame.isDisposed() || unbuilt.isEmpty())
			return;
		build();
		if (unbuilt.isEmpty() || sections.size() == FIRST_SEEN)
			arrange();
		later();
	}

	private void build() {
		showing = true;
		try {
			int before = parts.size();
			unbuilt.poll().run();
			Experiment experiment = draft.state().experiment();
			if (experiment != null && parts.size() > before)
				parts.getLast().show(experiment, ExperimentPaths.toJson(experiment));
		} finally {
			showing = false;
		}
	}

	/** Builds what is not built yet. */
	private void complete() {
		if (unbuilt.isEmpty())
			return;
		while (!unbuilt.isEmpty())
			build();
		arrange();
	}

	private void arrange() {
		left.reflow(true); // nothing is laid out yet, so that no cache deeper inside is stale
		if (draft.state().experiment() != null)
			showFields();
	}

	/** Gives the fields the room that they need in a narrow editor too, until the user moves the sash. */
	private static void share(SashForm sash) {
		var given = new int[1][];
		sash.addListener(SWT.Resize, event -> {
			int width = sash.getClientArea().width;
			if (width == 0 || given[0] != null && !Arrays.equals(sash.getWeights(), given[0]))
				return;
			int fields = (int) (100 * Math.clamp((double) FIELDS / width, 0.62, 0.75));
			sash.setWeights(fields, 100 - fields);
			given[0] = sash.getWeights();
		});
	}

	private interface Content {
		Part into(Composite client);
	}

	private void section(String title, String help, boolean folded, Content content) {
		unbuilt.add(() -> build(title, help, folded, content));
	}

	private void build(String title, String help, boolean folded, Content content) {
		Section section = toolkit.createSection(left.getBody(), ExpandableComposite.TITLE_BAR | ExpandableComposite.TWISTIE | (folded ? 0 : ExpandableComposite.EXPANDED));
		section.setText(title);
		section.setLayoutData(new GridData(SWT.FILL, SWT.TOP, true, false));
		section.addExpansionListener(IExpansionListener.expansionStateChangedAdapter(event -> reflow()));
		Composite client = toolkit.createComposite(section);
		var layout = new GridLayout(3, false);
		layout.marginLeft = 6; // room for the marks of fields
		layout.horizontalSpacing = 10;
		client.setLayout(layout);
		section.setClient(client);
		PlatformUI.getWorkbench().getHelpSystem().setHelp(section, HELP + help);
		Part part = content.into(client);
		parts.add(part);
		sections.put(part, section);
	}

	Control control() {
		return frame;
	}

	Outlook outlook() {
		return outlook;
	}

	FormToolkit toolkit() {
		return toolkit;
	}

	Draft draft() {
		return draft;
	}

	// Widgets of one look

	/** A label for the field that is made next. */
	Label label(Composite parent, String text, String tip) {
		Label label = toolkit.createLabel(parent, text.replace("&", "&&"));
		label.setLayoutData(new GridData(SWT.LEFT, SWT.CENTER, false, false));
		if (!tip.isEmpty())
			label.setToolTipText(tip);
		return label;
	}

	/** What may be typed into the field made last. */
	void hint(Composite parent, String text) {
		Label label = toolkit.createLabel(parent, text);
		Colours.hint(label);
		label.setLayoutData(new GridData(SWT.LEFT, SWT.CENTER, false, false));
	}

	void fill(Control control) {
		var data = new GridData(SWT.FILL, SWT.CENTER, true, false);
		data.widthHint = 120;
		control.setLayoutData(data);
	}

	/** For raised and lowered pieces of formulas. */
	Font small() {
		if (small == null)
			small = JFaceResources.getDialogFontDescriptor().increaseHeight(-2).createFont(frame.getDisplay());
		return small;
	}

	/** Lays the sections out anew; once at the end of a change of many. */
	void reflow() {
		if (showing || left.isDisposed())
			return;
		left.getBody().layout(true, true);
		left.reflow(true);
	}

	// Values

	void add(Field field) {
		fields.add(field);
		Control control = field.control();
		if (readOnly)
			control.setEnabled(false);
	}

	/** Sets the value at a path; the reason if that cannot be done, else null. */
	Problem set(String path, Object value) {
		return edit("Change of " + path, experiment -> ExperimentPaths.set(experiment, path, value));
	}

	/** Changes the experiment; the reason if that cannot be done, else null. */
	Problem edit(String label, Draft.Change change) {
		try {
			draft.edit(label, change);
			return null;
		} catch (InvalidExperimentException e) {
			return e.problems().getFirst();
		}
	}

	/** Applies what was typed and not applied yet. */
	void commit() {
		List.copyOf(fields).stream().filter(field -> !field.isDisposed()).forEach(Field::commit);
	}

	/** Drops what was typed and could not be applied; whether there was anything. */
	boolean forget() {
		boolean pending = isPending();
		if (pending) {
			fields.stream().filter(field -> !field.isDisposed()).forEach(Field::forget);
			showFields();
		}
		return pending;
	}

	boolean isPending() {
		return fields.stream().anyMatch(field -> !field.isDisposed() && field.isPending());
	}

	void typed() {
		typed.run();
	}

	private void show() {
		if (frame.isDisposed())
			return;
		Experiment experiment = draft.state().experiment();
		left.getBody().setEnabled(experiment != null && !readOnly);
		if (experiment == null) {
			message(draft.state().problems());
			outlook.unreadable(draft.state().problems());
			return;
		}
		Map<String, Object> json = ExperimentPaths.toJson(experiment);
		frame.setText(experiment.getName() == null || experiment.getName().isEmpty() ? "Experiment" : experiment.getName());
		showing = true;
		boolean changed = false;
		try {
			for (Part part : parts)
				changed |= part.show(experiment, json);
		} finally {
			showing = false;
		}
		if (changed)
			reflow();
		showFields();
		outlook.changed(experiment);
	}

	/** Shows the values of all fields, new ones among them. */
	void showFields() {
		Experiment experiment = draft.state().experiment();
		Map<String, Object> json = ExperimentPaths.toJson(experiment);
		fields.removeIf(Field::isDisposed);
		for (Field field : List.copyOf(fields)) {
			var axis = experiment.getSweep().stream().filter(swept -> field.path().equals(swept.getPath())).findFirst();
			if (axis.isPresent())
				field.showSwept(axis.get().getValues());
			else
				field.show(value(experiment, json, field.path()));
			field.control().setEnabled(axis.isEmpty() && !readOnly);
		}
		flag();
	}

	private static Object value(Experiment experiment, Map<String, Object> json, String path) {
		Object value = json;
		String[] names = path.split("\\.");
		for (int i = 0; i < names.length; i++) {
			if (value instanceof List<?> analyses && names[0].equals("analyses")) {
				String name = names[i];
				var list = experiment.getAnalyses();
				int index = 0;
				while (index < list.size() && !ExperimentPaths.nameOf(list.get(index)).equals(name))
					index++;
				value = index < list.size() ? analyses.get(index) : null;
			} else
				value = value instanceof Map<?, ?> map ? map.get(names[i]) : null;
		}
		return value;
	}

	// Problems

	/** Shows what validation found. */
	void show(List<Problem> found) {
		problems = found;
		if (!frame.isDisposed() && draft.state().experiment() != null)
			flag();
	}

	private void flag() {
		for (Field field : fields)
			field.flag(problems.stream().filter(problem -> owner(problem.path()).filter(field::equals).isPresent()).toList());
		message(problems);
	}

	private void message(List<Problem> shown) {
		if (readOnly && shown.isEmpty())
			frame.setMessage("The file is read-only.", IMessageProvider.INFORMATION);
		else if (shown.isEmpty())
			frame.setMessage(null);
		else
			frame.setMessage(shown.size() == 1 ? "1 problem: " + title(shown.getFirst()) : shown.size() + " problems, first: " + title(shown.getFirst()), IMessageProvider.ERROR);
	}

	private static String title(Problem problem) {
		return problem.path().isEmpty() ? problem.message() : problem.path() + ": " + problem.message();
	}

	/** The field with the longest path that leads to the problem's. */
	private Optional<Field> owner(String path) {
		return fields.stream().filter(field -> !field.isDisposed() && leads(field.path(), path)).max((a, b) -> a.path().length() - b.path().length());
	}

	private static boolean leads(String to, String path) {
		return path.equals(to) || path.startsWith(to + ".") || path.startsWith(to + "[");
	}

	/** Brings what a path is about into sight and the focus into it. */
	void reveal(String path) {
		complete();
		for (var entry : sections.entrySet())
			if (!entry.getKey().path().isEmpty() && leads(entry.getKey().path(), path)) {
				entry.getValue().setExpanded(true);
				entry.getKey().prepare(path);
				reflow();
				showControl(entry.getValue());
			}
		owner(path).ifPresent(Field::reveal);
	}

	void showControl(Control control) {
		for (Control parent = control; parent != null && parent != left; parent = parent.getParent())
			if (parent instanceof Section section && !section.isExpanded()) {
				section.setExpanded(true);
				reflow();
			}
		FormToolkit.ensureVisible(control);
	}

	/** Fields can be read but not changed. */
	void readOnly(boolean on) {
		if (readOnly == on)
			return;
		readOnly = on;
		show();
	}

	void focus() {
		left.setFocus();
	}
}
