package org.physics4ml.workbench.internal.editor;

import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.forms.events.IHyperlinkListener;
import org.eclipse.ui.forms.widgets.ExpandableComposite;
import org.eclipse.ui.forms.widgets.ScrolledForm;
import org.eclipse.ui.forms.widgets.Section;
import org.physics4ml.core.run.Planner;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.workbench.internal.Installed;

/** What the experiment will do as it stands: its problems, or its plan and a few of its random functions. Made in the background after every change. */
final class Outlook {

	private static final int PAUSE = 250;

	/** What was found out about an experiment. */
	private record View(List<Problem> problems, Forecast forecast, Functions functions) {
	}

	private final ExperimentForm form;
	private final ScrolledForm scroll;
	private Composite plan;
	private FunctionsPicture picture;
	private final Job job = new Job("Planning the experiment") {

		@Override
		protected IStatus run(IProgressMonitor monitor) {
			look();
			return Status.OK_STATUS;
		}
	};
	private volatile Experiment wanted;
	private volatile String file = "";

	Outlook(ExperimentForm form, Composite parent) {
		this.form = form;
		scroll = form.toolkit().createScrolledForm(parent);
		scroll.getBody().setLayout(new GridLayout());
		job.setSystem(true);
		scroll.addDisposeListener(event -> {
			wanted = null;
			job.cancel();
		});
	}

	/** Makes the widgets, if they are not there yet. */
	void build() {
		if (plan != null)
			return;
		plan = section("Plan", "plan", false);
		Composite functions = section("Random functions", "functions", true);
		picture = new FunctionsPicture(form.toolkit(), functions);
		wrapped("The plan appears here in a moment.", 2);
		scroll.reflow(true);
	}

	private Composite section(String title, String help, boolean fill) {
		Section section = form.toolkit().createSection(scroll.getBody(), ExpandableComposite.TITLE_BAR | ExpandableComposite.EXPANDED);
		section.setText(title);
		section.setLayoutData(new GridData(SWT.FILL, fill ? SWT.FILL : SWT.TOP, true, fill));
		Composite client = form.toolkit().createComposite(section);
		client.setLayout(new GridLayout(2, false));
		section.setClient(client);
		PlatformUI.getWorkbench().getHelpSystem().setHelp(section, "org.physics4ml.workbench." + help);
		return client;
	}

	/** The experiment is another one now. */
	void changed(Experiment experiment) {
		file = form.draft().file();
		wanted = EcoreUtil.copy(experiment);
		job.schedule(PAUSE);
	}

	/** There is no experiment: the text cannot be read. */
	void unreadable(List<Problem> problems) {
		wanted = null;
		show(new View(problems, null, null));
	}

	/** In the background. */
	private void look() {
		Experiment experiment = wanted;
		if (experiment == null)
			return;
		View view;
		try {
			var made = Planner.plan(experiment, file, Installed.registry());
			var functions = Functions.of(made);
			post(experiment, new View(List.of(), Forecast.of(made), functions)); // before the time is measured
			if (experiment != wanted)
				return;
			view = new View(List.of(), Forecast.measured(made), functions);
		} catch (InvalidExperimentException e) {
			view = new View(e.problems(), null, null);
		} catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
			ILog.of(Outlook.class).error("planning failed", e);
			view = new View(List.of(new Problem(file, "", "planning failed: " + e, "see Window > Show View > Error Log, and report it to the authors of the plug-in named there")), null, null);
		}
		post(experiment, view);
	}

	private void post(Experiment of, View view) {
		if (!scroll.isDisposed())
			Display.getDefault().asyncExec(() -> {
				if (!scroll.isDisposed() && of == wanted)
					show(view);
			});
	}

	private void show(View view) {
		build();
		form.show(form.draft().state().experiment() == null ? List.of() : view.problems);
		for (Control child : plan.getChildren())
			child.dispose();
		if (view.forecast == null)
			problems(view.problems);
		else
			forecast(view.forecast);
		if (view.functions != null)
			picture.show(view.functions);
		else if (view.forecast == null)
			picture.say("The functions appear when the experiment is valid.");
		plan.layout(true);
		scroll.reflow(true);
	}

	private void problems(List<Problem> problems) {
		wrapped(problems.size() == 1 ? "The plan appears when this is mended:" : "The plan appears when these are mended:", 2);
		for (Problem problem : problems.subList(0, Math.min(20, problems.size()))) {
			var link = form.toolkit().createHyperlink(plan, (problem.path().isEmpty() ? "file" : problem.path()), SWT.NONE);
			link.setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false, 2, 1));
			link.addHyperlinkListener(IHyperlinkListener.linkActivatedAdapter(event -> form.reveal(problem.path())));
			wrapped(Texts.sentence(problem), 2); // below: a path may be as wide as the part
		}
	}

	private void forecast(Forecast forecast) {
		for (Map.Entry<String, String> line : forecast.lines().entrySet()) {
			var label = form.toolkit().createLabel(plan, line.getKey());
			label.setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false));
			wrapped(line.getValue(), 1);
		}
	}

	private void wrapped(String text, int columns) {
		var label = form.toolkit().createLabel(plan, text.replace("&", "&&"), SWT.WRAP);
		var data = new GridData(SWT.FILL, SWT.TOP, true, false, columns, 1);
		data.widthHint = 80;
		label.setLayoutData(data);
	}
}
