package org.physics4ml.workbench.tests.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Resource;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Table;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.XMLMemento;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.navigator.CommonNavigator;
import org.eclipse.ui.progress.IProgressConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.core.run.RunState;
import org.physics4ml.core.run.Templates;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.workbench.ExperimentPerspective;
import org.physics4ml.workbench.internal.runs.FindingsView;
import org.physics4ml.workbench.internal.runs.RunEditor;
import org.physics4ml.workbench.internal.runs.RunJob;
import org.physics4ml.workbench.internal.runs.RunPanel;
import org.physics4ml.workbench.tests.ui.Ui;

/** Runs experiments with the mouse and keys, and looks at what they have found. */
class RunTest {

	static final String RUN = "org.physics4ml.workbench.run";
	static final String RESUME = "org.physics4ml.workbench.resumeRun";
	static final String OPEN = "org.physics4ml.workbench.openRun";

	private IProject project;

	@BeforeEach
	void anEmptyProject() throws Exception {
		Ui.page().closeAllEditors(false);
		project = Ui.project("running");
		Ui.settle();
	}

	@AfterEach
	void delete() throws Exception {
		Job.getJobManager().cancel(RunJob.FAMILY);
		Ui.settle();
		Ui.page().closeAllEditors(false);
		project.delete(true, true, null);
		Ui.settle();
	}

	static IFile experiment(IProject project, String name, long draws, int seed) throws Exception {
		var experiment = Templates.find("four-point-vs-width").orElseThrow().experiment();
		experiment.getSampling().setDraws(draws);
		experiment.setSeed(seed);
		IFile file = project.getFile(name);
		file.create(new ByteArrayInputStream(ExperimentFiles.toText(experiment).getBytes(StandardCharsets.UTF_8)), true, null);
		return file;
	}

	/** Handles events until no run is executed any more, however slow the machine is; then the run is done. */
	static void awaitEnd(Path run) {
		do
			Ui.pump(100);
		while (Job.getJobManager().find(RunJob.FAMILY).length > 0);
		assertTrue(RunDirectory.isDone(run), () -> run + " is not done");
	}

	private static RunEditor editor() {
		var found = new RunEditor[1];
		Ui.until("a run editor", () -> {
			for (var reference : Ui.page().getEditorReferences())
				if (reference.getEditor(false) instanceof RunEditor editor && editor.panel() != null)
					found[0] = editor;
			return found[0] != null;
		});
		return found[0];
	}

	private static boolean visible(RunPanel panel, String button) {
		return Ui.all(panel, Button.class).stream().anyMatch(candidate -> candidate.getText().equals(button));
	}

	private static void select(IResource resource) throws Exception {
		var explorer = (CommonNavigator) Ui.page().showView(ExperimentPerspective.EXPLORER);
		explorer.selectReveal(new StructuredSelection(resource));
		Ui.pump(300);
	}

	private static void tab(RunPanel panel, String name) {
		CTabFolder tabs = Ui.all(panel, CTabFolder.class).getFirst();
		tabs.setSelection(Arrays.stream(tabs.getItems()).filter(item -> item.getText().equals(name)).findFirst().orElseThrow());
		Ui.pump(100);
	}

	@Test
	void anExperimentRunsAndItsFindingsAreShown() throws Exception {
		IFile file = experiment(project, "quick.p4ml", 2000, 1);
		IDE.openEditor(Ui.page(), file);
		Ui.settle();
		Ui.command(RUN);
		RunEditor editor = editor();
		Path run = file.getLocation().toPath().resolveSibling("runs").resolve("quick-1");
		assertEquals(run, editor.panel().path());
		awaitEnd(run);
		Ui.settle();
		RunPanel panel = editor.panel();
		Ui.until("the figure is shown", () -> panel.chart().figure() != null && !visible(panel, "Cancel"));
		assertTrue(Ui.text(panel).contains("done"), () -> Ui.text(panel));
		assertTrue(Ui.text(panel).contains("✓"), () -> Ui.text(panel));
		for (String artefact : new String[] { "experiment.p4ml", "provenance.json", "state.json", "log.txt", "findings.json", "data.h5", "figures/correlators-four-point.svg",
				"figures/correlators-four-point.png" })
			assertTrue(Files.exists(run.resolve(artefact)), artefact);
		assertTrue(project.getFolder("runs/quick-1").exists(), "the workspace knows the run");
		Ui.pump(300);
		Ui.screenshot("run-figures-light");
		for (String name : new String[] { "Checks", "Tables", "Notices", "Log", "Provenance" }) {
			tab(panel, name);
			Ui.screenshot("run-" + name.toLowerCase(Locale.ROOT));
		}
		tab(panel, "Tables");
		Table table = Ui.all(panel, Table.class).stream().filter(Table::isVisible).findFirst().orElseThrow();
		assertTrue(table.getItemCount() > 30);
		tab(panel, "Log");
		assertTrue(Ui.all(panel, StyledText.class).stream().anyMatch(text -> text.isVisible() && text.getText().contains("run ")));
		select(project.getFolder("runs/quick-1"));
		FindingsView view = (FindingsView) Ui.page().showView(FindingsView.ID);
		Ui.until("the view follows the selection", () -> run.equals(view.panel().path()) && view.panel().chart().figure() != null);
	}

	@Test
	void aRunIsCancelledAndResumedWithTheSameBytesAndFiguresLiveMeanwhile() throws Exception {
		IFile straight = experiment(project, "straight.p4ml", 40_000, 3);
		select(straight);
		Ui.command(RUN);
		Path expected = straight.getLocation().toPath().resolveSibling("runs").resolve("straight-1");
		RunPanel first = editor().panel();
		var seen = new Object[1];
		while (Job.getJobManager().find(RunJob.FAMILY).length > 0) {
			Ui.pump(20);
			if (seen[0] == null && visible(first, "Cancel") && first.chart().figure() != null) {
				seen[0] = first.chart().figure();
				Ui.pump(200);
				Ui.screenshot("run-live");
				tab(first, "Log");
				Ui.until("the log of the run that goes on", () -> Ui.text(first).contains("run ") || Job.getJobManager().find(RunJob.FAMILY).length == 0);
				tab(first, "Figures");
			}
		}
		awaitEnd(expected);
		assertNotNull(seen[0], "a figure is shown while the run is going on");
		Ui.settle();

		IFile file = experiment(project, "stopped.p4ml", 40_000, 3);
		select(file);
		Ui.page().closeAllEditors(false);
		Ui.command(RUN);
		RunPanel panel = editor().panel();
		Path run = file.getLocation().toPath().resolveSibling("runs").resolve("stopped-1");
		Ui.until("the first figures", () -> panel.chart().figure() != null);
		Ui.click(Ui.button(panel, "Cancel"));
		Ui.until("the run has stopped", () -> Job.getJobManager().find(RunJob.FAMILY).length == 0);
		Ui.settle();
		assertEquals(RunState.CANCELLED, RunDirectory.state(run));
		assertFalse(Files.exists(run.resolve("findings.json")));
		Ui.until("the page says how to go on", () -> visible(panel, "Resume") && Ui.text(panel).contains("Choose Resume to go on"));
		Ui.screenshot("run-cancelled");
		IFolder folder = project.getFolder("runs/stopped-1");
		Ui.until("the workspace knows the run", folder::exists);
		select(folder);
		Ui.command(RESUME);
		Ui.until("the run goes on", () -> visible(panel, "Cancel") || RunDirectory.isDone(run));
		awaitEnd(run);
		Ui.settle();
		assertArrayEquals(Files.readAllBytes(expected.resolve("data.h5")), Files.readAllBytes(run.resolve("data.h5")));
		assertEquals(Files.readString(expected.resolve("findings.json")), Files.readString(run.resolve("findings.json")));
	}

	@Test
	void aDamagedADeletedAndAHalfCopiedRunSayWhatHappenedAndWhatToDo() throws Exception {
		IFile file = experiment(project, "hurt.p4ml", 500, 1);
		select(file);
		Ui.command(RUN);
		RunPanel panel = editor().panel();
		Path run = file.getLocation().toPath().resolveSibling("runs").resolve("hurt-1");
		awaitEnd(run);
		Ui.settle();
		IFolder folder = project.getFolder("runs/hurt-1");
		String findings = Files.readString(run.resolve("findings.json"));
		folder.getFile("findings.json").setContents(new ByteArrayInputStream(findings.substring(0, findings.length() / 2).getBytes(StandardCharsets.UTF_8)), true, false, null);
		Ui.until("damaged findings are named", () -> Ui.text(panel).contains("findings.json is damaged") && Ui.text(panel).contains("Copy the run again"));
		folder.getFile("findings.json").delete(true, null);
		Ui.until("missing findings are named", () -> Ui.text(panel).contains("findings.json is missing"));
		folder.getFile("state.json").delete(true, null);
		Ui.until("a missing state is named", () -> Ui.text(panel).contains("state.json is missing"));
		folder.delete(true, null);
		Ui.until("a deleted run is named", () -> Ui.text(panel).contains("not there any more"));
		Ui.pump(300);
		Ui.screenshot("run-deleted");
	}

	@Test
	void anInvalidExperimentIsRefusedWithEveryProblem() throws Exception {
		IFile file = project.getFile("wrong.p4ml");
		String text = ExperimentFiles.toText(Templates.find("blank").orElseThrow().experiment()).replace("\"mlp\"", "\"mpl\"");
		file.create(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), true, null);
		var job = RunJob.of(file);
		job.setUser(false);
		job.setProperty(IProgressConstants.NO_IMMEDIATE_ERROR_PROMPT_PROPERTY, true);
		job.schedule();
		Ui.settle();
		assertFalse(job.getResult().isOK());
		assertTrue(job.getResult().getMessage().contains("architecture") && job.getResult().getMessage().contains("mpl"), job.getResult().getMessage());
		assertFalse(project.getLocation().append("runs").toFile().exists(), "nothing is written");
	}

	@Test
	void theDesktopAndTheCommandLineGiveTheSameBytes() throws Exception {
		IFile file = experiment(project, "same.p4ml", 3000, 5);
		select(file);
		Ui.command(RUN);
		Path desktop = file.getLocation().toPath().resolveSibling("runs").resolve("same-1");
		awaitEnd(desktop);
		Path folder = Files.createTempDirectory("physics4ml-command-line");
		Path batch = folder.resolve("run");
		var output = folder.resolve("output.txt").toFile();
		Process process = new ProcessBuilder(commandLine(folder, "run", file.getLocation().toOSString(), "--out", batch.toString(), "--threads", "1", "--quiet"))
				.redirectErrorStream(true).redirectOutput(output).start();
		while (process.isAlive())
			Ui.pump(50);
		assertEquals(0, process.exitValue(), Files.readString(output.toPath()));
		for (String artefact : new String[] { "findings.json", "data.h5", "blocks.h5", "experiment.p4ml", "figures/correlators-four-point.svg", "figures/correlators-four-point.png" })
			assertArrayEquals(Files.readAllBytes(batch.resolve(artefact)), Files.readAllBytes(desktop.resolve(artefact)), artefact);
	}

	/** The application of the command line, in a process of its own with the bundles of this one. */
	private static List<String> commandLine(Path folder, String... arguments) throws Exception {
		Path configuration = Files.createDirectories(folder.resolve("configuration"));
		Path own = Path.of(URI.create(System.getProperty("osgi.configuration.area").replace(" ", "%20")));
		Files.copy(own.resolve("config.ini"), configuration.resolve("config.ini"));
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--add-modules=jdk.incubator.vector",
				"--enable-native-access=ALL-UNNAMED", "-jar", System.getProperty("java.class.path"), "-configuration", configuration.toString(), "-data", folder.resolve("data").toString(),
				"-application", "org.physics4ml.batch.application"));
		command.addAll(List.of(arguments));
		return command;
	}

	@Test
	void aRunEditorIsRestoredAndTheSameRunIsNotOpenedTwice() throws Exception {
		IFile file = experiment(project, "again.p4ml", 500, 1);
		RunJob.of(file).schedule();
		Path run = file.getLocation().toPath().resolveSibling("runs").resolve("again-1");
		awaitEnd(run);
		Ui.settle();
		RunEditor editor = editor();
		var memento = XMLMemento.createWriteRoot("editor");
		var persistable = editor.getEditorInput().getPersistable();
		persistable.saveState(memento);
		var factory = PlatformUI.getWorkbench().getElementFactory(persistable.getFactoryId());
		assertEquals(editor.getEditorInput(), factory.createElement(memento));
		IFile findings = project.getFile("runs/again-1/findings.json");
		Ui.until("the workspace knows the findings", findings::exists);
		assertSame(editor, IDE.openEditor(Ui.page(), findings));
		assertEquals(project.getFolder("runs/again-1"), editor.getAdapter(IResource.class));
		select(project.getFolder("runs/again-1"));
		Ui.command(OPEN);
		assertSame(editor, Ui.page().getActiveEditor());
		Ui.command("org.physics4ml.workbench.darkTheme");
		Ui.settle();
		Ui.pump(500);
		Ui.screenshot("run-figures-dark");
		Ui.command("org.physics4ml.workbench.darkTheme");
		Ui.settle();
	}

	@Test
	void thirtyEditorsGiveTheirHandlesBack() throws Exception {
		IFile file = experiment(project, "leak.p4ml", 500, 1);
		RunJob.of(file).schedule();
		Path run = file.getLocation().toPath().resolveSibling("runs").resolve("leak-1");
		awaitEnd(run);
		Ui.settle();
		openAndClose(run, 3);
		List<Error> lost = Collections.synchronizedList(new ArrayList<>());
		Resource.setNonDisposeHandler(lost::add);
		try {
			openAndClose(run, 30);
			for (int k = 0; k < 5; k++) {
				System.gc(); // a resource that is not disposed is reported when it is collected
				Ui.pump(100);
			}
		} finally {
			Resource.setNonDisposeHandler(null);
		}
		assertEquals(List.of(), lost);
	}

	private static void openAndClose(Path run, int count) {
		for (int k = 0; k < count; k++) {
			RunEditor.open(Ui.page(), run);
			RunPanel panel = editor().panel();
			Ui.until("the figure is shown", () -> panel.chart().figure() != null);
			Ui.page().closeAllEditors(false);
			Ui.pump(10);
			assertTrue(panel.isDisposed());
		}
	}
}
