package org.physics4ml.workbench.tests.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.service.datalocation.Location;
import org.eclipse.swt.widgets.Button;
import org.eclipse.ui.progress.IProgressConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.core.run.RunState;
import org.physics4ml.core.run.Templates;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.workbench.WorkbenchApplication;
import org.physics4ml.workbench.internal.runs.RunEditor;
import org.physics4ml.workbench.internal.runs.RunJob;
import org.physics4ml.workbench.internal.runs.RunPanel;
import org.physics4ml.workbench.tests.ui.Ui;

/** What cannot be done is said, with the next step: nowhere to write, plug-ins that fail. */
class FailureTest {

	private IProject project;

	@BeforeEach
	void anEmptyProject() {
		Ui.page().closeAllEditors(false);
		project = Ui.project("failing");
	}

	@AfterEach
	void delete() throws Exception {
		Ui.settle();
		Ui.page().closeAllEditors(false);
		project.delete(true, true, null);
	}

	private IFile experiment(String... edits) throws Exception {
		var experiment = Templates.find("blank").orElseThrow().experiment();
		for (String edit : edits)
			ExperimentPaths.set(experiment, edit);
		IFile file = project.getFile("faulty.p4ml");
		file.create(new ByteArrayInputStream(ExperimentFiles.toText(experiment).getBytes(StandardCharsets.UTF_8)), true, null);
		return file;
	}

	private static RunJob run(IFile file) {
		RunJob job = RunJob.of(file);
		job.setUser(false);
		job.setProperty(IProgressConstants.NO_IMMEDIATE_ERROR_PROMPT_PROPERTY, true);
		job.schedule();
		Ui.until("the run has ended", () -> Job.getJobManager().find(RunJob.FAMILY).length == 0 && job.getResult() != null);
		Ui.settle();
		return job;
	}

	private static RunPanel panel() {
		Ui.until("a run editor", () -> Ui.page().getActiveEditor() instanceof RunEditor);
		return ((RunEditor) Ui.page().getActiveEditor()).panel();
	}

	@ParameterizedTest
	@CsvSource({ "throws, lost the axis", "nameless, an axis without a label" })
	void aPlugInThatThrowsWhileItsFigureIsDescribedIsNamedAndTheOthersFindingsAreThere(String where, String what) throws Exception {
		IFile file = experiment("analyses=[\"correlators\",{\"id\":\"faulty\",\"where\":\"" + where + "\"}]", "sampling.draws=500");
		RunJob job = run(file);
		assertTrue(job.getResult().getMessage().contains("org.example.faulty"), job.getResult().getMessage());
		Path run = file.getLocation().toPath().resolveSibling("runs/faulty-1");
		assertEquals(RunState.FAILED, RunDirectory.state(run));
		RunPanel panel = panel();
		Ui.until("what happened", () -> Ui.text(panel).contains("org.example.faulty") && Ui.text(panel).contains(what));
		assertTrue(Ui.text(panel).contains("remove the analysis or report it to its author"), () -> Ui.text(panel));
		assertTrue(Ui.text(panel).contains("passed"), () -> "the other analysis' verdicts: " + Ui.text(panel));
		assertTrue(Ui.all(panel, Button.class).stream().anyMatch(button -> button.getText().equals("Resume")), "the next step");
		Ui.screenshot("plug-in-describing");
	}

	@Test
	void aPlaceThatCannotBeWrittenToIsNamed() throws Exception {
		IFile file = experiment("analyses=[\"correlators\"]", "sampling.draws=100");
		Files.writeString(file.getLocation().toPath().resolveSibling("runs"), "a file where the folder of runs should be");
		RunJob job = run(file);
		assertFalse(job.getResult().isOK());
		String message = job.getResult().getMessage();
		assertTrue(message.contains("not a writable directory") && message.contains("check the permissions of the folder, or move the experiment"), message);
	}

	private static Location location(Path folder) throws Exception {
		Location location = Platform.getInstanceLocation().createLocation(null, null, false);
		location.set(folder.toUri().toURL(), false);
		return location;
	}

	@Test
	void aWorkspaceThatCannotBeHadSaysWhyAndWhatToDo(@TempDir Path folder) throws Exception {
		Location first = location(folder);
		assertNull(WorkbenchApplication.claim(first));
		String occupied = WorkbenchApplication.claim(location(folder));
		assertTrue(occupied.contains("in use by another workbench") && occupied.contains("-data FOLDER"), occupied);
		first.release();
		Location next = location(folder);
		assertNull(WorkbenchApplication.claim(next), "it is free again");
		next.release();
		Path file = Files.writeString(folder.resolve("file"), "no folder");
		String unwritable = WorkbenchApplication.claim(location(file));
		assertTrue(unwritable.contains("read-only") && !unwritable.contains("..") && unwritable.contains("-data FOLDER"), unwritable);
	}
}
