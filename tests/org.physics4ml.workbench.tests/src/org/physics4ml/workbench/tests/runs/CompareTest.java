package org.physics4ml.workbench.tests.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IProject;
import org.eclipse.jface.util.LocalSelectionTransfer;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.navigator.CommonNavigator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.physics4ml.core.findings.Table;
import org.physics4ml.workbench.ExperimentPerspective;
import org.physics4ml.workbench.internal.compare.CompareView;
import org.physics4ml.workbench.internal.runs.RunJob;
import org.physics4ml.workbench.tests.ui.Ui;

/** Two runs side by side, chosen by the command and by dragging. */
class CompareTest {

	private static final String COMPARE = "org.physics4ml.workbench.compareRuns";

	private IProject project;
	private IFolder one;
	private IFolder other;

	@BeforeEach
	void twoRuns() throws Exception {
		Ui.page().closeAllEditors(false);
		project = Ui.project("comparing");
		one = run(RunTest.experiment(project, "one.p4ml", 3000, 1));
		other = run(RunTest.experiment(project, "other.p4ml", 4000, 2));
	}

	@AfterEach
	void delete() throws Exception {
		if (Ui.page().findView(CompareView.ID) instanceof CompareView view)
			view.compare(List.of());
		PlatformUI.getWorkbench().showPerspective(ExperimentPerspective.ID, Ui.window());
		Ui.page().closeAllEditors(false);
		project.delete(true, true, null);
		Ui.settle();
	}

	private IFolder run(IFile experiment) throws Exception {
		RunJob.of(experiment).schedule();
		Path run = experiment.getLocation().toPath().resolveSibling("runs").resolve(experiment.getFullPath().removeFileExtension().lastSegment() + "-1");
		RunTest.awaitEnd(run);
		IFolder folder = project.getFolder("runs/" + run.getFileName());
		Ui.until("the workspace knows the run", () -> folder.getFile("findings.json").exists());
		Ui.settle();
		return folder;
	}

	private static CompareView view() {
		return (CompareView) Ui.page().findView(CompareView.ID);
	}

	@Test
	void parametersFiguresValuesPullsAndChiSquaredStandSideBySide() throws Exception {
		var explorer = (CommonNavigator) Ui.page().showView(ExperimentPerspective.EXPLORER);
		explorer.selectReveal(new StructuredSelection(List.of(one, other)));
		Ui.pump(300);
		Ui.command(COMPARE);
		assertEquals("Compare", Ui.page().getPerspective().getLabel());
		CompareView view = view();
		Ui.until("the comparison", () -> view.values().table().rows() > 0);
		assertEquals(List.of(one.getLocation().toPath(), other.getLocation().toPath()), view.paths());
		Table parameters = view.parameters().table();
		List<String> names = new ArrayList<>();
		for (int row = 0; row < parameters.rows(); row++)
			names.add(parameters.column("parameter").orElseThrow().text(row));
		assertEquals(List.of("sampling.draws", "seed"), names.stream().sorted().toList());

		Table values = view.values().table();
		int compared = 0;
		for (int row = 0; row < values.rows(); row++) {
			double a = values.column("[1]").orElseThrow().number(row), b = values.column("[2]").orElseThrow().number(row);
			double sa = values.column("[1] error").orElseThrow().number(row), sb = values.column("[2] error").orElseThrow().number(row);
			double pull = values.column("[2] pull").orElseThrow().number(row);
			if (Double.isNaN(pull))
				continue;
			compared++;
			assertEquals((b - a) / Math.sqrt(sa * sa + sb * sb), pull, 1e-12 * Math.abs(pull));
		}
		assertTrue(compared > 100);

		Table agreements = view.agreements().table();
		assertTrue(agreements.rows() >= 4);
		for (int row = 0; row < agreements.rows(); row++) {
			int at = row;
			double p = agreements.column("pValue").orElseThrow().number(row);
			assertTrue(p > 1e-5, () -> agreements.column("quantity").orElseThrow().text(at) + ": p = " + p); // false-positive rate 1e-5 each, fixed seeds
			assertTrue(agreements.column("compared").orElseThrow().number(row) >= 1);
		}
		var figure = view.chart().figure();
		assertTrue(figure.series().stream().anyMatch(series -> series.label().startsWith("[1]")) && figure.series().stream().anyMatch(series -> series.label().startsWith("[2]")));
		Ui.pump(300);
		Ui.screenshot("compare-figures");
		CTabFolder tabs = Ui.all(Ui.window().getShell(), CTabFolder.class).stream().filter(folder -> folder.getItemCount() == 4 && folder.getItem(0).getText().equals("Figures")).findFirst().orElseThrow();
		for (int tab = 1; tab < 4; tab++) {
			tabs.setSelection(tab);
			Ui.pump(150);
			Ui.screenshot("compare-" + tab);
		}
		Files.delete(other.getLocation().toPath().resolve("findings.json"));
		view.compare(view.paths());
		Ui.until("what happened is said", () -> Ui.text(Ui.window().getShell()).contains("other-1: the run is not finished"));
	}

	@Test
	void runsAreDraggedOntoTheComparison() throws Exception {
		var view = (CompareView) Ui.page().showView(CompareView.ID);
		Ui.settle();
		assertTrue(Ui.text(Ui.window().getShell()).contains("Drag two or more runs here"), () -> Ui.text(Ui.window().getShell()));
		var target = (DropTarget) view.chart().getData(DND.DROP_TARGET_KEY);
		var transfer = LocalSelectionTransfer.getTransfer();
		for (IFolder run : List.of(one, other)) {
			transfer.setSelection(new StructuredSelection(run));
			var event = dropped(target, transfer);
			for (var listener : target.getDropListeners()) {
				listener.dragEnter(event);
				assertEquals(DND.DROP_COPY, event.detail, "nothing is moved");
				listener.drop(event);
			}
			Ui.settle();
		}
		assertTrue(target != null, "the chart takes drops");
		Ui.until("both runs are compared", () -> view.values().table().rows() > 0);
		assertEquals(2, view.paths().size());
	}

	/** The event of a drop, which the toolkit makes of a class that it keeps to itself. */
	private static DropTargetEvent dropped(DropTarget target, LocalSelectionTransfer transfer) throws Exception {
		Constructor<?> constructor = DropTargetEvent.class.getConstructors()[0];
		Constructor<?> inner = constructor.getParameterTypes()[0].getDeclaredConstructor();
		inner.setAccessible(true);
		Object event = inner.newInstance();
		var widget = event.getClass().getField("widget");
		widget.set(event, target);
		var made = (DropTargetEvent) constructor.newInstance(event);
		made.detail = DND.DROP_MOVE;
		made.currentDataType = transfer.getSupportedTypes()[0];
		made.data = transfer.getSelection();
		return made;
	}
}
