package org.physics4ml.workbench.tests.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourceAttributes;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.swt.graphics.Resource;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IPersistableElement;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.XMLMemento;
import org.eclipse.ui.ide.IDE;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.physics4ml.core.run.Templates;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.workbench.tests.ui.Ui;

/** Where editing ends: files that cannot be written, have gone or moved; editors that are closed. */
class EditorEndsTest {

	private IFile file;

	@BeforeEach
	void anExperiment() throws Exception {
		Ui.page().closeAllEditors(false);
		file = Ui.project("ending").getFile("net.p4ml");
		file.create(new ByteArrayInputStream(ExperimentFiles.toText(Templates.find("blank").orElseThrow().experiment()).getBytes(StandardCharsets.UTF_8)), true, null);
	}

	@AfterEach
	void close() {
		Ui.page().closeAllEditors(false);
		Ui.settle();
	}

	private static Control root() {
		return Ui.window().getShell();
	}

	private IEditorPart open() throws Exception {
		IEditorPart editor = IDE.openEditor(Ui.page(), file);
		Ui.form();
		Ui.settle();
		return editor;
	}

	private static void type(IEditorPart editor, long seed) {
		Ui.type(Ui.find(root(), Text.class, "path", "seed"), Long.toString(seed));
		Ui.until("applied", () -> editor.getAdapter(Experiment.class).getSeed() == seed);
	}

	@Test
	void aReadOnlyFileSaysSoAndIsNotEdited() throws Exception {
		readOnly(true);
		try {
			open();
			assertFalse(Ui.find(root(), Text.class, "path", "seed").getEnabled());
			Ui.screenshot("read-only");
		} finally {
			readOnly(false);
		}
	}

	private void readOnly(boolean on) throws Exception {
		ResourceAttributes attributes = file.getResourceAttributes();
		attributes.setReadOnly(on);
		file.setResourceAttributes(attributes);
	}

	@Test
	void editsSurviveAFileThatHasGoneAndSavingMakesItAgain() throws Exception {
		IEditorPart editor = open();
		type(editor, 77);
		Files.delete(file.getLocation().toFile().toPath());
		file.refreshLocal(IResource.DEPTH_ZERO, null);
		Ui.settle();
		assertTrue(editor.isDirty());
		assertEquals(editor, Ui.page().getActiveEditor());
		Ui.page().saveEditor(editor, false);
		Ui.settle();
		assertEquals(77, ExperimentFiles.load(file.getLocation().toFile().toPath()).getSeed());
		assertFalse(editor.isDirty());
		file.delete(true, null);
		Ui.until("an editor without changes closes with its file", () -> Ui.page().getActiveEditor() == null);
	}

	@Test
	void theEditorFollowsARenamedFile() throws Exception {
		IEditorPart editor = open();
		type(editor, 78);
		file.move(file.getFullPath().removeLastSegments(1).append("other.p4ml"), true, null);
		Ui.until("the title follows", () -> editor.getTitle().equals("other.p4ml"));
		assertEquals(78, editor.getAdapter(Experiment.class).getSeed());
		Ui.page().saveEditor(editor, false);
		assertEquals(78, ExperimentFiles.load(file.getProject().getFile("other.p4ml").getLocation().toFile().toPath()).getSeed());
	}

	@Test
	void aSaveThatFailsSaysSoAndKeepsTheEdits() throws Exception {
		IEditorPart editor = open();
		type(editor, 79);
		Path disk = file.getLocation().toFile().toPath();
		Files.delete(disk);
		Files.createDirectories(disk.resolve("occupied")); // a folder stands where the file was
		var monitor = new NullProgressMonitor();
		Ui.dialog(() -> editor.doSave(monitor), () -> {
			Shell error = Ui.shell("Save");
			assertTrue(Ui.text(error).contains("your changes are still in the editor"), () -> Ui.text(error));
			Ui.click(Ui.button(error, "OK"));
		});
		assertTrue(monitor.isCanceled());
		assertTrue(editor.isDirty());
		assertEquals(79, editor.getAdapter(Experiment.class).getSeed());
		Files.delete(disk.resolve("occupied"));
		Files.delete(disk);
	}

	@Test
	void anOpenEditorIsRememberedForTheNextStart() throws Exception {
		IEditorPart editor = open();
		IPersistableElement persistable = editor.getEditorInput().getPersistable();
		IMemento memento = XMLMemento.createWriteRoot("editor");
		persistable.saveState(memento);
		var restored = PlatformUI.getWorkbench().getElementFactory(persistable.getFactoryId()).createElement(memento);
		assertEquals(editor.getEditorInput(), restored);
		assertTrue(ExperimentPaths.get(editor.getAdapter(Experiment.class), "architecture.id").equals("mlp"));
	}

	@Test
	void closedEditorsAreForgottenAndGiveTheirHandlesBack() throws Exception {
		open(); // what is made once
		close();
		List<String> lost = Collections.synchronizedList(new ArrayList<>());
		Resource.setNonDisposeHandler(made -> lost.add(Arrays.toString(made.getStackTrace())));
		try {
			List<WeakReference<IEditorPart>> editors = new ArrayList<>();
			for (int i = 0; i < 30; i++) {
				editors.add(new WeakReference<>(IDE.openEditor(Ui.page(), file)));
				Ui.form();
				Ui.page().closeAllEditors(false);
			}
			Ui.settle();
			// the platform remembers the last part that was active
			Ui.until("the editors are forgotten", () -> {
				System.gc();
				return editors.stream().filter(editor -> editor.get() != null).count() <= 2;
			});
		} finally {
			Resource.setNonDisposeHandler(null);
		}
		assertEquals(List.of(), lost.stream().filter(made -> made.contains("org.physics4ml")).toList());
	}
}
