package org.physics4ml.workbench.tests.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.navigator.CommonNavigator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.physics4ml.core.run.Templates;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.workbench.ExperimentPerspective;
import org.physics4ml.workbench.tests.ui.Ui;

class ExplorerTest {

	private IProject project;
	private CommonNavigator explorer;

	@BeforeEach
	void aProjectWithAnExperimentAndRuns() throws Exception {
		Ui.page().closeAllEditors(false);
		for (IProject other : ResourcesPlugin.getWorkspace().getRoot().getProjects())
			other.delete(true, true, null);
		explorer = (CommonNavigator) Ui.page().showView(ExperimentPerspective.EXPLORER);
		Ui.settle();
		assertTrue(Ui.text(Ui.window().getShell()).contains("There are no projects yet."));
		project = Ui.project("exploring");
		write("erf-net.p4ml", experiment());
		run("runs/erf-net-2", "{\"state\": \"done\", \"updated\": \"2026-05-04T10:20:30Z\"}",
				"{\"analyses\": [{\"checks\": [{\"verdict\": \"passed\"}, {\"verdict\": \"failed\"}, {\"verdict\": \"inconclusive\"}]}]}");
		run("runs/erf-net-10", "{\"state\": \"running\", \"pid\": 999999999}", null);
		run("runs/erf-net-11", "{\"state\": \"cancel", null);
		Ui.settle();
	}

	@AfterEach
	void delete() throws Exception {
		project.delete(true, true, null);
		Ui.settle();
	}

	private static String experiment() {
		return ExperimentFiles.toText(Templates.find("blank").orElseThrow().experiment());
	}

	private IFile write(String path, String text) throws Exception {
		IFile file = project.getFile(path);
		make(file.getParent());
		file.create(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), true, null);
		return file;
	}

	private static void make(org.eclipse.core.resources.IContainer container) throws CoreException {
		if (container instanceof IFolder folder && !folder.exists()) {
			make(folder.getParent());
			folder.create(true, true, null);
		}
	}

	private void run(String folder, String state, String findings) throws Exception {
		write(folder + "/experiment.p4ml", experiment().replaceFirst("width", "widht"));
		write(folder + "/state.json", state);
		if (findings != null)
			write(folder + "/findings.json", findings);
	}

	private Tree tree() {
		return explorer.getCommonViewer().getTree();
	}

	private List<String> under(String... path) {
		Ui.item(tree(), path).setExpanded(true);
		return Arrays.stream(Ui.item(tree(), path).getItems()).map(TreeItem::getText).toList();
	}

	@Test
	void runsStandBeneathTheirExperimentWithStateAndVerdicts() throws Exception {
		Ui.until("three runs with their states", () -> {
			Ui.item(tree(), "exploring", "erf-net.p4ml", "erf-net-2");
			return under("exploring", "erf-net.p4ml").stream().allMatch(text -> text.contains("  "));
		});
		List<String> runs = under("exploring", "erf-net.p4ml");
		assertEquals(3, runs.size());
		assertTrue(runs.get(0).startsWith("erf-net-2  done · ✗ 1 of 3 · 4 May 2026"), runs::toString);
		assertTrue(runs.get(1).startsWith("erf-net-10  interrupted"), runs::toString);
		assertTrue(runs.get(2).startsWith("erf-net-11  damaged"), runs::toString);
		assertEquals(1, Ui.item(tree(), "exploring").getItemCount(), "the folder of runs is not shown twice");
		Ui.pump(500);
		Ui.screenshot("explorer");
		write("runs/other-1/state.json", "{\"state\": \"done\"}");
		Ui.until("a run without its experiment keeps the folder in sight", () -> Ui.item(tree(), "exploring").getItemCount() == 2);
		project.getFile("runs/erf-net-10/state.json").setContents(new ByteArrayInputStream("{\"state\": \"done\"}".getBytes(StandardCharsets.UTF_8)), true, false, null);
		Ui.until("a changed state is shown", () -> under("exploring", "erf-net.p4ml").get(1).startsWith("erf-net-10  done"));
		project.getFolder("runs/erf-net-10").delete(true, null);
		Ui.until("a deleted run is gone", () -> under("exploring", "erf-net.p4ml").size() == 2);
	}

	@Test
	void frozenExperimentsAreNeitherMarkedNorEditable() throws Exception {
		Ui.settle();
		assertEquals(0, project.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_INFINITE).length);
		org.eclipse.ui.ide.IDE.openEditor(Ui.page(), project.getFile("runs/erf-net-2/experiment.p4ml"));
		Ui.settle();
		var seed = Ui.find(Ui.window().getShell(), org.eclipse.swt.widgets.Text.class, "path", "seed");
		assertFalse(seed.isEnabled());
		assertTrue(Ui.all(Ui.window().getShell(), org.eclipse.ui.forms.widgets.Form.class).getFirst().getMessage().contains("read-only"));
	}

	@Test
	void theContextMenuOffersWhatFitsTheSelection() {
		Ui.item(tree(), "exploring", "erf-net.p4ml", "erf-net-2");
		assertTrue(menu(project.getFile("erf-net.p4ml")).containsAll(List.of("Validate", "Show Directory")), () -> menu(project.getFile("erf-net.p4ml")).toString());
		assertTrue(menu(project.getFolder("runs/erf-net-2")).containsAll(List.of("Open Run", "Show Directory", "Delete")), () -> menu(project.getFolder("runs/erf-net-2")).toString());
		assertFalse(menu(project).contains("Open Run"));
	}

	/** Labels of the context menu for a selection. */
	private List<String> menu(IResource selected) {
		explorer.getCommonViewer().setSelection(new StructuredSelection(selected), true);
		Ui.pump(100);
		Menu menu = tree().getMenu();
		menu.notifyListeners(SWT.Show, new Event());
		var labels = Arrays.stream(menu.getItems()).map(MenuItem::getText).map(text -> text.replace("&", "").replaceAll("\t.*", "")).toList();
		menu.notifyListeners(SWT.Hide, new Event());
		Ui.pump(50);
		return labels;
	}

	@Test
	void validateMarksTheProblemsOfTheSelectedExperiment() throws Exception {
		IFile broken = write("broken.p4ml", experiment().replace("\"mlp\"", "\"mlpp\""));
		Ui.until("validated when it appears", () -> markers(broken) == 1);
		broken.deleteMarkers(IMarker.PROBLEM, true, IResource.DEPTH_ZERO);
		explorer.getCommonViewer().setSelection(new StructuredSelection(broken), true);
		explorer.getSite().getPage().activate(explorer);
		Ui.command("org.physics4ml.workbench.validate");
		Ui.until("validated again by the command", () -> markers(broken) == 1);
	}

	private static int markers(IFile file) {
		try {
			return file.findMarkers("org.physics4ml.workbench.problem", true, IResource.DEPTH_ZERO).length;
		} catch (CoreException e) {
			throw new IllegalStateException(e);
		}
	}
}
