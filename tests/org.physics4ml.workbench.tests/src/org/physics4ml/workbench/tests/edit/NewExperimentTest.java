package org.physics4ml.workbench.tests.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;

import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.Test;
import org.physics4ml.core.run.Templates;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.workbench.tests.ui.Ui;

class NewExperimentTest {

	@Test
	void theWizardMakesAProjectAndAnExperimentFromATemplateAndOpensIt() throws Exception {
		Ui.page().closeAllEditors(false);
		var project = Ui.project("wizard-made");
		project.delete(true, true, null);
		Ui.dialog(() -> Ui.command("org.physics4ml.workbench.newExperiment"), () -> {
			Shell shell = Ui.shell("New Experiment");
			Table templates = Ui.all(shell, Table.class).getFirst();
			assertEquals(Templates.all().size(), templates.getItemCount());
			templates.setSelection(1);
			Ui.notify(templates, SWT.Selection);
			var texts = Ui.all(shell, Text.class).stream().filter(text -> (text.getStyle() & SWT.READ_ONLY) == 0).toList();
			Ui.type(texts.get(0), "");
			assertFalse(Ui.button(shell, "Finish").getEnabled());
			Ui.type(texts.get(0), "my-first");
			Ui.type(texts.get(1), "wizard-made/width");
			assertTrue(Ui.button(shell, "Finish").getEnabled());
			Ui.screenshot("wizard");
			Ui.click(Ui.button(shell, "Finish"));
		});
		var file = ResourcesPlugin.getWorkspace().getRoot().getProject("wizard-made").getFile("width/my-first.p4ml");
		assertTrue(file.exists());
		var experiment = ExperimentFiles.load(file.getLocation().toFile().toPath());
		assertEquals("my-first", experiment.getName());
		assertTrue(Files.exists(file.getLocation().toFile().toPath()));
		assertEquals("my-first.p4ml", Ui.page().getActiveEditor().getTitle());
		assertFalse(Ui.page().getActiveEditor().isDirty());
		Ui.pump(3000);
		Ui.settle();
		Ui.screenshot("editor-light");
	}
}
