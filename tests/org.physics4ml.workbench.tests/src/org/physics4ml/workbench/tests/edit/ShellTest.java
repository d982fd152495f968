package org.physics4ml.workbench.tests.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.eclipse.core.runtime.Platform;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;
import org.physics4ml.workbench.ComparePerspective;
import org.physics4ml.workbench.ExperimentPerspective;
import org.physics4ml.workbench.tests.ui.Ui;

class ShellTest {

	@Test
	void theWindowIsBrandedAndSaysWhatToDoFirst() {
		Ui.page().closeAllEditors(false);
		Ui.settle();
		var shell = Ui.window().getShell();
		assertTrue(shell.getText().contains("Physics4ML Workbench"), shell.getText());
		assertEquals(6, shell.getImages().length);
		var menus = Arrays.stream(shell.getMenuBar().getItems()).map(MenuItem::getText).map(text -> text.replace("&", "")).toList();
		assertTrue(menus.containsAll(List.of("File", "Edit", "Window", "Help")), menus::toString);
		assertTrue(Ui.text(shell).contains("Make your first experiment"), () -> Ui.text(shell));
		assertNotNull(Platform.getProduct().getProperty("aboutText"));
		shell.setSize(1400, 900);
		shell.setLocation(0, 0);
		Ui.settle();
		Ui.screenshot("welcome-light");
	}

	@Test
	void theThemeIsSwitchedByACommandAndBack() {
		var engine = PlatformUI.getWorkbench().getService(IThemeEngine.class);
		var light = engine.getActiveTheme().getId();
		Ui.command("org.physics4ml.workbench.darkTheme");
		Ui.settle();
		assertTrue(engine.getActiveTheme().getId().contains("dark"));
		Ui.screenshot("welcome-dark");
		Ui.command("org.physics4ml.workbench.darkTheme");
		Ui.settle();
		assertEquals(light, engine.getActiveTheme().getId());
	}

	@Test
	void bothPerspectivesOpenWithTheExplorer() throws Exception {
		for (var id : new String[] { ComparePerspective.ID, ExperimentPerspective.ID }) {
			PlatformUI.getWorkbench().showPerspective(id, Ui.window());
			Ui.settle();
			assertEquals(id, Ui.page().getPerspective().getId());
			assertNotNull(Ui.page().findView(ExperimentPerspective.EXPLORER));
			Ui.screenshot("perspective-" + Ui.page().getPerspective().getLabel());
		}
	}
}
