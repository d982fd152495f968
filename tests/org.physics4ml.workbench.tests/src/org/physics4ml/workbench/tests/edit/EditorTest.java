package org.physics4ml.workbench.tests.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.emf.ecore.EClass;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.forms.widgets.Form;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.eclipse.ui.forms.widgets.Section;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.part.MultiPageEditorPart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.physics4ml.core.run.Templates;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentPackage;
import org.physics4ml.workbench.tests.ui.Ui;

class EditorTest {

	private static final String MARKER = "org.physics4ml.workbench.problem";
	private static final String UNDO = "org.eclipse.ui.edit.undo";
	private static final String REDO = "org.eclipse.ui.edit.redo";

	private IFile file;
	private IEditorPart editor;

	@BeforeEach
	void anExperiment() throws Exception {
		Ui.window().getShell().setBounds(0, 0, 1400, 900);
		open(ExperimentFiles.toText(Templates.find("blank").orElseThrow().experiment()));
	}

	@AfterEach
	void close() {
		Ui.page().closeAllEditors(false);
		Ui.settle();
	}

	private void open(String text) throws Exception {
		if (editor != null)
			Ui.page().closeEditor(editor, false);
		file = Ui.project("editing").getFile("net.p4ml");
		file.create(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), true, null);
		editor = IDE.openEditor(Ui.page(), file);
		Ui.form();
		Ui.settle();
	}

	private Control root() {
		return Ui.window().getShell();
	}

	private Text text(String path) {
		return Ui.find(root(), Text.class, "path", path);
	}

	private Combo combo(String path) {
		return Ui.find(root(), Combo.class, "path", path);
	}

	private Object value(String path) {
		return ExperimentPaths.get(editor.getAdapter(Experiment.class), path);
	}

	private Experiment saved() throws Exception {
		return ExperimentFiles.load(file.getLocation().toFile().toPath());
	}

	private StyledText source() {
		Ui.tab(root(), "Source");
		return Ui.all(root(), StyledText.class).stream().filter(widget -> widget.getText().contains("<") || widget.getEditable()).findFirst().orElseThrow();
	}

	private void form() {
		Ui.tab(root(), "Form");
	}

	private IMarker[] markers() throws Exception {
		return file.findMarkers(MARKER, true, IResource.DEPTH_ZERO);
	}

	private void save() {
		Ui.page().saveEditor(editor, false);
		Ui.settle();
	}

	@Test
	void aFieldEditsTheExperimentAndEachStepCanBeUndoneAndRedone() throws Exception {
		Ui.type(text("architecture.width"), "17");
		assertTrue(editor.isDirty(), "typing makes the editor dirty at once");
		Ui.until("the value is applied", () -> Long.valueOf(17).equals(value("architecture.width")));
		Ui.type(text("seed"), "99");
		Ui.until("the seed is applied", () -> Long.valueOf(99).equals(value("seed")));
		Ui.command(UNDO);
		assertEquals(1L, value("seed"));
		assertEquals("1", text("seed").getText());
		Ui.command(UNDO);
		assertEquals(null, value("architecture.width"));
		assertFalse(editor.isDirty(), "everything is undone");
		Ui.command(REDO);
		assertEquals(17L, value("architecture.width"));
		save();
		assertFalse(editor.isDirty());
		assertEquals(17L, ExperimentPaths.get(saved(), "architecture.width"));
		Ui.type(text("architecture.width"), "");
		Ui.until("an empty field takes the default", () -> value("architecture.width") == null);
		Ui.command("org.eclipse.ui.file.revert");
		assertEquals(17L, value("architecture.width"), "revert goes back to what is saved");
	}

	@Test
	void whatCannotBeAppliedStaysInItsFieldUntilItIsUndone() {
		Text draws = text("sampling.draws");
		Ui.type(draws, "many");
		Ui.notify(draws, SWT.FocusOut);
		assertEquals("many", draws.getText());
		assertEquals(10_000L, value("sampling.draws"));
		save();
		assertEquals("many", draws.getText());
		assertTrue(editor.isDirty(), "it is not saved, and not lost either");
		Ui.command(UNDO);
		assertEquals("10000", draws.getText());
		assertFalse(editor.isDirty());
	}

	@Test
	void whatIsTypedLastIsSaved() throws Exception {
		Ui.type(text("sampling.draws"), "1e5");
		save();
		assertEquals(100_000L, saved().getSampling().getDraws());
	}

	@Test
	void choosingAnotherContributionMakesItsFields() {
		Combo architectures = combo("architecture");
		String gauss = Arrays.stream(architectures.getItems()).filter(item -> item.contains("gauss-net")).findFirst().orElseThrow();
		Ui.select(architectures, gauss);
		assertEquals("gauss-net", value("architecture.id"));
		assertTrue(Ui.all(root(), Text.class).stream().noneMatch(field -> "architecture.activation".equals(field.getData("path"))));
		assertTrue(Ui.text(root()).contains("Ξ2") && !Ui.text(root()).contains("N^{-1/2}"), "the formula is shown");
		assertTrue(Ui.text(root()).contains("2008.08601"), "the literature is shown");
		Ui.command(UNDO);
		assertEquals("mlp", value("architecture.id"));
		assertNotNull(text("architecture.activation"));
	}

	/** What the model can say of data and sampling can be said in the form. */
	@Test
	void everyFeatureOfDataAndSamplingHasAField() {
		Section data = Ui.find(root(), Section.class, "Data", section -> section.getText().equals("Data"));
		data.setExpanded(true); // folded where there are none
		for (EClass type : List.of(ExperimentPackage.Literals.DATA_SET, ExperimentPackage.Literals.SAMPLING)) {
			String of = type == ExperimentPackage.Literals.SAMPLING ? "sampling." : "data.";
			for (var feature : type.getEStructuralFeatures())
				Ui.find(root(), Control.class, "path", of + feature.getName());
		}
		Ui.type(text("data.count"), "3");
		Ui.until("applied", () -> Long.valueOf(3).equals(value("data.count")));
		Ui.select(combo("data.scaling"), "byte");
		Ui.until("applied", () -> "byte".equals(value("data.scaling")));
	}

	@Test
	void pointsArePastedFromASpreadsheet() {
		var clipboard = new Clipboard(Display.getCurrent());
		clipboard.setContents(new Object[] { "x1\tx2\n0,5\t-1\n2\t3e-1\n" }, new Transfer[] { TextTransfer.getInstance() });
		Table points = Ui.find(root(), Table.class, "path", "inputs.points");
		Ui.key(points, 'v', 'v', SWT.MOD1);
		Ui.until("two points in two dimensions", () -> List.of(List.of(0.5, -1L), List.of(2L, 0.3)).equals(value("inputs.points")));
		assertEquals(3, points.getColumnCount());
		clipboard.setContents(new Object[] { "no numbers\nat all" }, new Transfer[] { TextTransfer.getInstance() });
		Ui.key(points, 'v', 'v', SWT.MOD1);
		assertEquals(List.of(List.of(0.5, -1L), List.of(2L, 0.3)), value("inputs.points"), "what is no table of numbers changes nothing");
		clipboard.dispose();
		Ui.command(UNDO);
		assertEquals(List.of(List.of(0.5), List.of(1L)), value("inputs.points"));
	}

	@Test
	void theSourceIsInSyncWithTheFormOnOneHistory() throws Exception {
		Ui.type(text("architecture.width"), "31");
		Ui.until("applied", () -> Long.valueOf(31).equals(value("architecture.width")));
		StyledText source = source();
		assertTrue(source.getText().contains("31"), source.getText());
		source.setText(source.getText().replace("\"31\"", "\"32\""));
		Ui.until("typed into the source", () -> Long.valueOf(32).equals(value("architecture.width")));
		form();
		assertEquals("32", text("architecture.width").getText());
		Ui.command(UNDO);
		assertEquals(31L, value("architecture.width"));
		Ui.command(UNDO);
		assertEquals(null, value("architecture.width"));
		assertFalse(editor.isDirty());
	}

	@Test
	void brokenTextIsKeptSaysWhyAndCanBeMended() throws Exception {
		StyledText source = source();
		String whole = source.getText();
		source.setText(whole.replace("</experiment", "</experimen"));
		Ui.until("not readable", () -> editor.getAdapter(Experiment.class) == null);
		form();
		Form frame = Ui.all(root(), Form.class).getFirst();
		assertTrue(frame.getMessage().contains("well-formed"), frame.getMessage());
		save();
		Ui.until("a marker with the line", () -> {
			try {
				return markers().length == 1 && markers()[0].getAttribute(IMarker.LINE_NUMBER, 0) > 1;
			} catch (Exception e) {
				return false;
			}
		});
		Ui.page().closeEditor(editor, false);
		editor = IDE.openEditor(Ui.page(), file);
		assertEquals(1, ((MultiPageEditorPart) editor).getActivePage(), "a broken file opens in the source page");
		source().setText(whole);
		save();
		Ui.until("no marker", () -> {
			try {
				return markers().length == 0;
			} catch (Exception e) {
				return false;
			}
		});
	}

	@Test
	void problemsAreMarkedWhereTheyAreWithTheTextsOfTheCommandLineAndFixed() throws Exception {
		Ui.type(text("architecture.width"), "-3");
		Ui.type(text("architecture.activation"), "erff");
		save();
		Ui.until("two markers", () -> {
			try {
				return markers().length == 2;
			} catch (Exception e) {
				return false;
			}
		});
		var width = Arrays.stream(markers()).filter(marker -> marker.getAttribute("path", "").equals("architecture.width")).findFirst().orElseThrow();
		assertEquals("architecture.width: -3 is not possible here; give an integer from 1 to 10000000, or a list of them", width.getAttribute(IMarker.MESSAGE, ""));
		Form frame = Ui.all(root(), Form.class).getFirst();
		Ui.until("the form says it too", () -> frame.getMessage() != null && frame.getMessage().startsWith("2 problems"));
		Ui.pump(300);
		Ui.screenshot("problems");
		IDE.gotoMarker(editor, width);
		Ui.pump(50);
		assertEquals(text("architecture.width"), Display.getCurrent().getFocusControl(), "the marker leads to the field");
		var fixes = IDE.getMarkerHelpRegistry().getResolutions(width);
		var clamp = Arrays.stream(fixes).filter(fix -> fix.getLabel().startsWith("Change to 1,")).findFirst().orElseThrow();
		clamp.run(width);
		Ui.settle();
		assertEquals(1L, ExperimentPaths.get(saved(), "architecture.width"));
		var activation = Arrays.stream(markers()).filter(marker -> marker.getAttribute("path", "").equals("architecture.activation")).findFirst().orElseThrow();
		var meant = Arrays.stream(IDE.getMarkerHelpRegistry().getResolutions(activation)).filter(fix -> fix.getLabel().equals("Change to erf")).findFirst().orElseThrow();
		meant.run(activation);
		Ui.until("no problems", () -> {
			try {
				return markers().length == 0 && frame.getMessage() == null;
			} catch (Exception e) {
				return false;
			}
		});
		Ui.command(UNDO);
		assertEquals("erff", value("architecture.activation"), "a fix can be undone");
	}

	@Test
	void unknownComponentsAreShownReadOnlyAndSurvive() throws Exception {
		String text = Files.readString(file.getLocation().toFile().toPath()).replace("\"mlp\"", "\"org.example.lattice\"");
		text = text.replace("<architecture id=\"org.example.lattice\"/>", "<architecture id=\"org.example.lattice\">\n\t\t<parameter name=\"spacing\" value=\"0.25\"/>\n\t</architecture>");
		assertTrue(text.contains("spacing"), text);
		open(text);
		assertTrue(Ui.text(root()).contains("no architecture 'org.example.lattice' is installed"), () -> Ui.text(root()));
		assertTrue(Ui.all(root(), Text.class).stream().anyMatch(field -> field.getText().equals("0.25") && !field.getEditable()));
		Ui.type(text("seed"), "5");
		save();
		assertEquals("org.example.lattice", saved().getArchitecture().getId());
		assertEquals(0.25, ExperimentPaths.get(saved(), "architecture.spacing"));
	}

	@Test
	void aFileChangedOnDiskIsTakenOverAndNoEditIsLost() throws Exception {
		Path disk = file.getLocation().toFile().toPath();
		String changed = Files.readString(disk).replaceFirst("(<experiment[^>]*name=\")[^\"]*", "$1elsewhere");
		Files.writeString(disk, changed);
		file.refreshLocal(IResource.DEPTH_ZERO, null);
		Ui.until("the new name is shown", () -> "elsewhere".equals(value("name")));
		assertFalse(editor.isDirty());

		Ui.type(text("seed"), "1234");
		Ui.until("applied", () -> Long.valueOf(1234).equals(value("seed")));
		Files.writeString(disk, changed.replace("elsewhere", "third"));
		Ui.dialog(() -> {
			try {
				file.refreshLocal(IResource.DEPTH_ZERO, null);
			} catch (Exception e) {
				throw new IllegalStateException(e);
			}
			Ui.until("asked and answered", () -> "third".equals(value("name")));
		}, () -> {
			Shell question = Ui.shell("File Changed");
			Ui.screenshot("changed-on-disk");
			Ui.click(Ui.button(question, "Load File"));
		});
		assertEquals(1L, value("seed"));
		Ui.command(UNDO);
		assertEquals(1234L, value("seed"), "undo brings the edits back");
		assertEquals("elsewhere", value("name"));
		assertTrue(editor.isDirty());
	}

	@Test
	void analysesAreAddedNamedOrderedAndRemoved() {
		Ui.type(text("name"), "analyses");
		addAnalysis("Correlators");
		addAnalysis("Correlators");
		assertEquals(List.of("correlators", "correlators-2"), names());
		Text name = text("analyses.correlators-2.name");
		Ui.type(name, "naive");
		Ui.notify(name, SWT.DefaultSelection);
		assertEquals(List.of("correlators", "naive"), names());
		Ui.type(text("analyses.naive.order"), "2");
		Ui.until("set by name", () -> Long.valueOf(2).equals(value("analyses.naive.order")));
		Ui.click(Ui.button(root(), "Up"));
		assertEquals(List.of("naive", "correlators"), names());
		Table table = Ui.find(root(), Table.class, "path", "analyses");
		table.setSelection(1);
		Ui.notify(table, SWT.Selection);
		show("Analyses");
		Ui.screenshot("analyses");
		Ui.click(Ui.all(section("Analyses"), org.eclipse.swt.widgets.Button.class).stream().filter(button -> button.getText().equals("Remove")).findFirst().orElseThrow());
		assertEquals(List.of("naive"), names());
	}

	private List<String> names() {
		return editor.getAdapter(Experiment.class).getAnalyses().stream().map(ExperimentPaths::nameOf).toList();
	}

	private void addAnalysis(String label) {
		var add = Ui.button(section("Analyses"), "Add…");
		Ui.menu(add, label);
	}

	@Test
	void anAxisOfASweepIsAddedAndItsFieldSaysSo() {
		Ui.menu(Ui.button(section("Sweep"), "Add Axis"), "architecture.width");
		Ui.type(text("sweep.architecture.width"), "2, 5, 10");
		Ui.until("three values", () -> List.of(2L, 5L, 10L).equals(editor.getAdapter(Experiment.class).getSweep().getFirst().getValues()));
		assertFalse(text("architecture.width").getEnabled());
		Ui.until("the plan has three cells", () -> Ui.text(root()).contains("3 cells") || Ui.text(root()).contains("none: theory only"));
		show("Sweep");
		Ui.screenshot("sweep");
		Ui.click(Ui.button(section("Sweep"), "Remove"));
		assertTrue(editor.getAdapter(Experiment.class).getSweep().isEmpty());
		assertTrue(text("architecture.width").getEnabled());
	}

	@Test
	void thePlanAndRandomFunctionsAppearBesideTheForm() throws Exception {
		open(ExperimentFiles.toText(Templates.find("four-point-vs-width").orElseThrow().experiment()));
		Ui.until("the time is measured", () -> Ui.text(root()).contains("measured on this machine"));
		String shown = Ui.text(root());
		assertTrue(shown.contains("multiply-adds") && shown.contains("whatever the number of draws"), shown);
		Ui.until("functions", () -> Ui.text(root()).contains("explicit weights"));
		for (String section : List.of("General", "Architecture", "Analyses", "Optimiser")) {
			show(section);
			Ui.screenshot("editor-" + section.toLowerCase());
		}
		Ui.command("org.physics4ml.workbench.darkTheme");
		show("General");
		Ui.settle();
		Ui.screenshot("editor-dark");
		show("Architecture");
		Ui.screenshot("editor-dark-2");
		source();
		Ui.pump(200);
		Ui.screenshot("source-dark");
		Ui.command("org.physics4ml.workbench.darkTheme");
		Ui.pump(300);
		Ui.screenshot("source");
		form();
	}

	private Section section(String title) {
		return Ui.find(root(), Section.class, title, section -> section.getText().equals(title));
	}

	private void show(String section) {
		FormToolkit.ensureVisible(section(section));
		Ui.pump(200);
	}
}
