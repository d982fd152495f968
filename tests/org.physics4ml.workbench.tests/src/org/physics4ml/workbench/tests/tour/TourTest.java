package org.physics4ml.workbench.tests.tour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swtchart.Chart;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.forms.widgets.Section;
import org.eclipse.ui.navigator.CommonNavigator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.workbench.ExperimentPerspective;
import org.physics4ml.workbench.internal.charts.FindingsChart;
import org.physics4ml.workbench.internal.charts.Palette;
import org.physics4ml.workbench.internal.compare.CompareView;
import org.physics4ml.workbench.internal.runs.FindingsView;
import org.physics4ml.workbench.internal.runs.RunEditor;
import org.physics4ml.workbench.internal.runs.RunJob;
import org.physics4ml.workbench.tests.ui.Ui;

/**
 * A first hour with the workbench, photographed in both themes at 1400 x 900 into {@code target/tour}: the pictures of README and of the help book are copies of these.
 * Every picture is searched for what is cut off, and every figure for labels and error bars.
 */
class TourTest {

	private static final String EDITOR = "org.physics4ml.workbench.experimentEditor";
	private static final String THEME = "org.physics4ml.workbench.darkTheme";
	private static final Path REPOSITORY = Path.of("../..");
	private static final Pattern PICTURE = Pattern.compile("images/(workbench-[a-z-]+)\\.png");

	private final Set<String> pictures = new HashSet<>();
	private IProject project;

	@AfterEach
	void leave() throws Exception {
		Job.getJobManager().cancel(RunJob.FAMILY);
		Ui.settle();
		PlatformUI.getWorkbench().showPerspective(ExperimentPerspective.ID, Ui.window());
		Ui.page().resetPerspective();
		Ui.page().closeAllEditors(false);
		if (project != null)
			project.delete(true, true, null);
		Ui.settle();
	}

	@Test
	void theTour() throws Exception {
		Ui.page().closeAllEditors(false);
		for (IProject old : ResourcesPlugin.getWorkspace().getRoot().getProjects())
			old.delete(true, true, null);
		PlatformUI.getWorkbench().showPerspective(ExperimentPerspective.ID, Ui.window());
		Ui.page().resetPerspective();
		Ui.fill();
		Ui.settle();
		picture("welcome");

		Ui.dialog(() -> Ui.command("org.physics4ml.workbench.newExperiment"), () -> {
			Shell wizard = Ui.shell("New Experiment");
			Table templates = Ui.all(wizard, Table.class).getFirst();
			for (int i = 0; i < templates.getItemCount(); i++)
				if (templates.getItem(i).getText().contains("four-point-vs-width"))
					templates.setSelection(i);
			Ui.notify(templates, SWT.Selection);
			wizard.setLocation(280, 140);
			picture("wizard");
			Ui.click(Ui.button(wizard, "Finish"));
		});
		project = ResourcesPlugin.getWorkspace().getRoot().getProject("experiments");
		Text draws = Ui.find(root(), Text.class, "path", "sampling.draws");
		Ui.type(draws, "10000");
		Ui.command("org.eclipse.ui.file.save");
		Ui.settle();
		Ui.find(root(), Text.class, "path", "name").setFocus(); // at the top of the form
		Ui.until("the outlook is complete", () -> Ui.text(root()).contains("measured on this machine") && Ui.text(root()).contains("symbols below"));
		picture("editor");

		IFolder first = run("four-point-vs-width", true);
		select(first);
		Ui.page().showView(FindingsView.ID);
		Ui.settle();
		picture("run");
		for (String page : List.of("Checks", "Tables")) {
			choose(page);
			picture("run-" + page.toLowerCase());
		}
		choose("Figures");

		Text seed = experiment("four-point-vs-width");
		Ui.type(seed, "2");
		Ui.command("org.eclipse.ui.file.save");
		IFolder second = run("four-point-vs-width", false);
		CommonNavigator explorer = explorer();
		var both = new StructuredSelection(List.of(first, second));
		Ui.until("both runs are selected", () -> { // which the link with the editor, late, may undo
			boolean selected = both.equals(explorer.getCommonViewer().getStructuredSelection());
			explorer.selectReveal(both);
			return selected;
		});
		Ui.command("org.physics4ml.workbench.compareRuns");
		var comparison = (CompareView) Ui.page().findView(CompareView.ID);
		Ui.until("the comparison", () -> comparison.values().table().rows() > 0);
		picture("compare");
		CTabFolder tabs = Ui.find(root(), CTabFolder.class, "of the comparison", folder -> folder.getItemCount() == 4 && folder.getItem(2).getText().equals("Agreement"));
		tabs.setSelection(2);
		picture("compare-agreement");
		tabs.setSelection(0);
		comparison.compare(List.of()); // one view in all perspectives
		PlatformUI.getWorkbench().showPerspective(ExperimentPerspective.ID, Ui.window());

		experiment("four-point-vs-width");
		Ui.type(Ui.find(root(), Text.class, "path", "architecture.activation"), "erff");
		Ui.command("org.eclipse.ui.file.save");
		Ui.page().showView(IPageLayout.ID_PROBLEM_VIEW);
		Ui.settle();
		Ui.until("the marker", () -> Ui.text(root()).contains("1 error"));
		picture("problem");
		Text activation = Ui.find(root(), Text.class, "path", "architecture.activation");
		Ui.type(activation, "erf");
		Ui.command("org.eclipse.ui.file.save");
		Ui.until("no problem", () -> !Ui.text(root()).contains("1 error"));
		Ui.until("the outlook is complete", () -> Ui.text(root()).contains("symbols below"));

		Ui.find(root(), Text.class, "path", "seed").setFocus(); // at the top of the form
		PlatformUI.getWorkbench().getHelpSystem().displayHelp("org.physics4ml.workbench.inputs");
		Ui.until("the help view", () -> Ui.page().findView("org.eclipse.help.ui.HelpView") != null);
		Ui.settle();
		picture("help");
		Ui.page().hideView(Ui.page().findView("org.eclipse.help.ui.HelpView"));

		for (Path page : pages())
			PICTURE.matcher(Files.readString(page)).results().forEach(named -> assertTrue(pictures.contains(named.group(1)), () -> page + " shows " + named.group(1) + ", which the tour does not make"));
	}

	/** All figures of a deeper experiment: kernels as matrices among them. */
	@Test
	void everyFigureOfATemplateIsLabelled() throws Exception {
		Ui.page().closeAllEditors(false);
		PlatformUI.getWorkbench().showPerspective(ExperimentPerspective.ID, Ui.window());
		Ui.fill();
		project = Ui.project("experiments");
		Files.writeString(project.getLocation().toPath().resolve("deep.p4ml"), template("deep-erf-nngp"));
		project.refreshLocal(IResource.DEPTH_INFINITE, null);
		select(run("deep", false));
		Combo names = Ui.find(panel(), Combo.class, "of figures", combo -> combo.getItemCount() > 0 && combo.isVisible());
		assertTrue(names.getItemCount() >= 2, () -> List.of(names.getItems()).toString());
		for (int i = 0; i < names.getItemCount(); i++) {
			Ui.select(names, names.getItem(i));
			picture("figure-" + (i + 1));
		}
	}

	private static String template(String name) {
		return org.physics4ml.model.ExperimentFiles.toText(org.physics4ml.core.run.Templates.find(name).orElseThrow().experiment()).replaceFirst("draws=\"\\d+\"", "draws=\"1000\"");
	}

	private static List<Path> pages() throws Exception {
		var pages = new ArrayList<>(List.of(REPOSITORY.resolve("README.md")));
		try (var help = Files.list(REPOSITORY.resolve("bundles/org.physics4ml.workbench/help"))) {
			help.filter(file -> file.toString().endsWith(".html")).forEach(pages::add);
		}
		return pages;
	}

	private static Control root() {
		return Ui.window().getShell();
	}

	private static CommonNavigator explorer() throws Exception {
		return (CommonNavigator) Ui.page().showView(ExperimentPerspective.EXPLORER);
	}

	private static void select(IResource resource) throws Exception {
		explorer().selectReveal(new StructuredSelection(resource));
		Ui.settle();
	}

	private static Control panel() {
		return ((RunEditor) Ui.page().getActiveEditor()).panel();
	}

	private static void choose(String page) {
		((RunEditor) Ui.page().getActiveEditor()).panel().choose(page);
	}

	/** Brings the editor of an experiment to the front; its field of the seed. */
	private Text experiment(String name) throws Exception {
		Ui.page().activate(Ui.page().openEditor(new org.eclipse.ui.part.FileEditorInput(project.getFile(name + ".p4ml")), EDITOR));
		Ui.settle();
		return Ui.find(root(), Text.class, "path", "seed");
	}

	/** Runs the experiment and waits for its editor; photographs it while it runs, if asked to. */
	private IFolder run(String name, boolean live) throws Exception {
		select(project.getFile(name + ".p4ml"));
		IFolder runs = project.getFolder("runs");
		int before = runs.exists() ? runs.members().length : 0;
		Ui.command("org.physics4ml.workbench.run");
		Ui.until("the run's editor", () -> Ui.page().getActiveEditor() instanceof RunEditor);
		var editor = (RunEditor) Ui.page().getActiveEditor();
		boolean seen = !live;
		do {
			Ui.pump(50);
			if (!seen && editor.panel().chart().figure() != null) {
				seen = true;
				picture("live");
			}
		} while (Job.getJobManager().find(RunJob.FAMILY).length > 0);
		Ui.settle();
		IFolder run = runs.getFolder(name + "-" + (before + 1));
		Ui.until("the run in the explorer", () -> run.getFile("findings.json").exists());
		Ui.until("the figure", () -> editor.panel().chart().figure() != null);
		return run;
	}

	/** Photographs the window in both themes; while a run goes on in the light one only, as it does not wait. */
	private void picture(String name) {
		pictures.add("workbench-" + name);
		photograph(name, false);
		if (name.equals("live"))
			return;
		Ui.command(THEME);
		photograph(name + "-dark", true);
		Ui.command(THEME);
	}

	private static void photograph(String name, boolean dark) {
		Path file = Path.of("target/tour/workbench-" + name + ".png");
		if (!name.equals("live")) {
			Ui.quiet();
			if (Ui.page().getActiveEditor() != null && Ui.page().getActiveEditor().getSite().getId().equals(EDITOR))
				Ui.until("the outlook is complete", () -> Ui.text(root()).contains("The plan appears when") || Ui.text(root()).contains("measured on this machine") && Ui.text(root()).contains("symbols below"));
			Ui.until((dark ? "dark" : "light") + " charts", () -> Ui.all(root(), Chart.class).stream().allMatch(chart -> Palette.isDark(chart.getBackground().getRGB()) == dark));
			Ui.quiet();
		}
		Ui.screenshot(file);
		assertEquals(dark, Ui.brightness(file) < 0.5, name);
		assertTrue(Ui.colours(file) > 20, file::toString);
		assertEquals(List.of(), cutOff(), name);
		assertEquals(List.of(), messages(), name);
		if (!name.equals("help-dark")) // GTK goes on drawing the form in light colours there, whatever its background is
			assertEquals(List.of(), strangers(file, dark), name);
		for (FindingsChart chart : Ui.all(root(), FindingsChart.class))
			if (chart.figure() != null && !chart.figure().name().equals("functions")) // of the editor: no findings
				labelled(chart.figure());
	}

	/** Dialogs that nobody asked for. */
	private static List<String> messages() {
		return Arrays.stream(Display.getCurrent().getShells()).filter(shell -> shell.isVisible() && shell != root() && !shell.getText().equals("New Experiment")).map(Shell::getText)
				.filter(title -> !title.isEmpty()).toList();
	}

	/** Sections of forms that are light in a dark picture or dark in a light one, by the pixel at the edge of what they hold. */
	private static List<String> strangers(Path file, boolean dark) {
		var picture = new ImageData(file.toString());
		List<String> strangers = new ArrayList<>();
		for (Section section : Ui.all(root(), Section.class)) {
			Control client = section.getClient();
			if (client == null || !client.isVisible())
				continue;
			Point corner = client.toDisplay(2, 2);
			boolean shown = true;
			for (Composite parent = client.getParent(); parent != null; parent = parent.getParent())
				shown &= parent.getClientArea().contains(parent.toControl(corner));
			if (shown && Palette.isDark(picture.palette.getRGB(picture.getPixel(corner.x, corner.y))) != dark)
				strangers.add(section.getText());
		}
		return strangers;
	}

	private static List<String> cutOff() {
		List<String> cut = new ArrayList<>();
		for (Shell shell : Display.getCurrent().getShells())
			if (shell.isVisible() && !shell.isDisposed())
				cut.addAll(Ui.cutOff(shell));
		return cut;
	}

	private static void labelled(Figure figure) {
		assertFalse(figure.title().isBlank());
		for (Figure.Axis axis : List.of(figure.x(), figure.y())) {
			assertFalse(axis.label().isBlank() && figure.heatMap() == null, () -> figure.name() + " has an axis without a name");
			assertFalse(axis.label().matches("(?i)[xy][- ]?axis"), figure::name);
			assertFalse(axis.unit().isBlank() && figure.heatMap() == null, () -> figure.name() + ": an axis has no unit, not even 1");
		}
		for (Figure.Series series : figure.series())
			if (series.style() == Style.POINTS)
				assertFalse(series.error().isBlank(), () -> figure.name() + ": " + series.label() + " has no error bars");
	}
}
