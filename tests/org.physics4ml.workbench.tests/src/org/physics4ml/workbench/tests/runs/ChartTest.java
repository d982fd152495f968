package org.physics4ml.workbench.tests.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Resource;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.ILineSeries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.HeatMap;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Table;
import org.physics4ml.figures.Tables;
import org.physics4ml.workbench.internal.charts.FigureActions;
import org.physics4ml.workbench.internal.charts.FindingsChart;
import org.physics4ml.workbench.tests.ui.Ui;

/** The chart of findings, driven by events of the mouse and looked at through its widgets and pixels. */
class ChartTest {

	private static final int[] WIDTHS = { 2, 5, 10, 20, 50, 100 };
	private static final double ERROR = 0.1;

	private Shell shell;

	@BeforeEach
	void open() {
		shell = new Shell(Display.getCurrent());
		shell.setLayout(new FillLayout());
		shell.setSize(900, 600);
		shell.setLocation(0, 0);
	}

	@AfterEach
	void close() {
		shell.dispose();
	}

	private static Table table() {
		var table = new Table.Builder("scaling").column("width").column("value").column("valueError").column("theory").column("pull");
		for (int k = 0; k < WIDTHS.length; k++) {
			double theory = 1.0 / WIDTHS[k], sign = k == 2 ? -1 : 1, error = k == 5 ? 2 * theory : ERROR * theory;
			table.row().set("width", WIDTHS[k]).set("value", sign * (theory + 0.5 * error)).set("valueError", error).set("theory", theory).set("pull", 0.5);
		}
		return table.build();
	}

	private static final Table TABLE = table();
	private static final Tables TABLES = (analysis, name) -> name.equals(TABLE.name()) ? Optional.of(TABLE) : Optional.empty();

	private static Figure curves(String name) {
		return new Figure(name, "Connected G_{c}^{(4)}", List.of("estimator: naive"), new Axis("width N", "1", true), new Axis("|G_{c}^{(4)}|", "s", true),
				List.of(new Series("exact", Style.LINE, "", "scaling", "width", "theory", "", Map.of(), true, 0),
						new Series("measured", Style.POINTS, "", "scaling", "width", "value", "valueError", Map.of(), true, 0),
						new Series("", Style.RESIDUAL, "", "scaling", "width", "pull", "", Map.of(), false, 0)));
	}

	private static Table matrix() {
		var table = new Table.Builder("kernel").column("i").column("j").column("k").column("kError");
		for (int i = 0; i < 4; i++)
			for (int j = i; j < 4; j++)
				table.row().set("i", i).set("j", j).set("k", i * 10 + j + 0.25).set("kError", 0.125);
		return table.build();
	}

	private static final Figure MATRIX = new Figure("kernel", "Kernel", List.of(), new Axis("point j", "1", false), new Axis("point i", "1", false), List.of(),
			new HeatMap("kernel", "i", "j", "k", "K(x_{i}, x_{j})", Map.of()));
	private static final Tables KERNEL = (analysis, name) -> Optional.of(matrix());

	private FindingsChart show(Figure figure, Tables tables) {
		var chart = new FindingsChart(shell, "Nothing is shown yet.");
		shell.open();
		shell.layout();
		chart.show(figure, tables, "analysis-" + figure.name());
		Ui.pump(200);
		return chart;
	}

	private List<Chart> charts() {
		return Ui.all(shell, Chart.class);
	}

	private static Control plot(Chart chart) {
		return chart.getPlotArea().getControl();
	}

	private static void mouse(Control control, int type, int x, int y, int button, int count) {
		var event = new Event();
		event.x = x;
		event.y = y;
		event.button = button;
		event.count = count;
		control.notifyListeners(type, event);
		Ui.pump(30);
	}

	@Test
	void pointsHaveErrorBarsBesideTheoryOnLogarithmicAxesWithResidualsBelow() {
		show(curves("scaling"), TABLES);
		assertEquals(2, charts().size(), "the curves and the residuals");
		Chart main = charts().getFirst();
		assertTrue(main.getAxisSet().getXAxis(0).isLogScaleEnabled());
		assertTrue(main.getAxisSet().getYAxis(0).isLogScaleEnabled());
		assertFalse(charts().get(1).getAxisSet().getYAxis(0).isLogScaleEnabled());
		assertEquals(main.getAxisSet().getXAxis(0).getRange().toString(), charts().get(1).getAxisSet().getXAxis(0).getRange().toString());
		var measured = (ILineSeries<?>) main.getSeriesSet().getSeries("series 1");
		assertTrue(measured.getYErrorBar().isVisible());
		double[] expected = new double[WIDTHS.length];
		Arrays.setAll(expected, k -> TABLE.column("valueError").orElseThrow().number(k));
		assertArrayEquals(expected, measured.getYErrorBar().getPlusErrors());
		assertEquals(6, measured.getYSeries().length);
		var open = (ILineSeries<?>) main.getSeriesSet().getSeries("open 1");
		assertArrayEquals(new double[] { 10 }, open.getXSeries(), "the negative value is drawn open");
		var range = main.getAxisSet().getYAxis(0).getRange();
		for (int k = 0; k < WIDTHS.length; k++)
			assertTrue(Math.abs(TABLE.column("value").orElseThrow().number(k)) + expected[k] < range.upper, "an error bar is cut off");
		assertTrue(range.lower > 0);
		for (var axis : main.getAxisSet().getAxes())
			assertFalse(axis.getTitle().isVisible(), "the library's own titles are not shown");
	}

	@Test
	void theTipGivesTheExactValueAndErrorOfThePointUnderTheMouse() {
		var chart = show(curves("scaling"), TABLES);
		assertEquals(List.of(), chart.tip());
		Point at = chart.pixel(1, 2);
		mouse(plot(charts().getFirst()), SWT.MouseMove, at.x + 1, at.y, 0, 0);
		double value = TABLE.column("value").orElseThrow().number(2), error = TABLE.column("valueError").orElseThrow().number(2);
		assertEquals(List.of("measured", "width N = 10", "G_{c}^{(4)} = " + ("" + value).replace('-', '−') + " ± " + error + " s"), chart.tip());
		mouse(plot(charts().getFirst()), SWT.MouseExit, 0, 0, 0, 0);
		assertEquals(List.of(), chart.tip());
		Point pull = chart.pixel(2, 0);
		mouse(plot(charts().get(1)), SWT.MouseMove, pull.x, pull.y, 0, 0);
		assertEquals("pull = 0.5", chart.tip().getLast());
	}

	@Test
	void theWheelZoomsAtTheMouseADragChoosesAPartAndADoubleClickShowsAllAgain() {
		var chart = show(curves("scaling"), TABLES);
		Chart main = charts().getFirst();
		Control plot = plot(main);
		var home = main.getAxisSet().getXAxis(0).getRange();
		Point at = chart.pixel(1, 1);
		mouse(plot, SWT.MouseWheel, at.x, at.y, 0, 3);
		var zoomed = main.getAxisSet().getXAxis(0).getRange();
		assertTrue(zoomed.lower > home.lower && zoomed.upper < home.upper);
		Point same = chart.pixel(1, 1);
		assertEquals(at.x, same.x, 1);
		assertEquals(at.y, same.y, 1);
		chart.show(curves("scaling"), TABLES, "analysis-scaling");
		assertEquals(zoomed.toString(), main.getAxisSet().getXAxis(0).getRange().toString(), "new numbers of the same figure keep the part that was chosen");
		mouse(plot, SWT.MouseDoubleClick, at.x, at.y, 1, 2);
		assertEquals(home.lower, main.getAxisSet().getXAxis(0).getRange().lower, 1e-12);

		Point from = chart.pixel(1, 1), to = chart.pixel(1, 4);
		mouse(plot, SWT.MouseDown, from.x - 10, from.y - 10, 1, 1);
		mouse(plot, SWT.MouseMove, to.x + 10, to.y + 10, 1, 0);
		mouse(plot, SWT.MouseUp, to.x + 10, to.y + 10, 1, 1);
		var part = main.getAxisSet().getXAxis(0).getRange();
		assertTrue(part.lower > 2 && part.lower < 5 && part.upper > 50 && part.upper < 100, part::toString);
		var before = part.toString();
		mouse(plot, SWT.MouseDown, 100, 100, 2, 1);
		mouse(plot, SWT.MouseMove, 60, 100, 2, 0);
		mouse(plot, SWT.MouseUp, 60, 100, 2, 1);
		var moved = main.getAxisSet().getXAxis(0).getRange();
		assertTrue(moved.lower > part.lower && !before.equals(moved.toString()), "dragging to the left shows larger values");
		assertEquals(StrictMath.log(part.upper / part.lower), StrictMath.log(moved.upper / moved.lower), 1e-9);
	}

	@Test
	void aMatrixIsAHeatMapWithAColourBarAndTips() {
		var chart = show(MATRIX, KERNEL);
		assertEquals(List.of(), charts(), "no curves");
		var canvas = Ui.find(shell, Canvas.class, "heat map", control -> control.getClass().getSimpleName().equals("HeatMapCanvas"));
		Set<Integer> colours = new HashSet<>();
		var image = new Image(Display.getCurrent(), canvas.getSize().x, canvas.getSize().y);
		var gc = new GC(canvas);
		gc.copyArea(image, 0, 0);
		gc.dispose();
		var data = image.getImageData();
		image.dispose();
		for (int y = 0; y < data.height; y++)
			for (int x = 0; x < data.width; x += 3)
				colours.add(data.getPixel(x, y));
		assertTrue(colours.size() > 100, () -> "a colour bar has many colours, not " + colours.size());
		List<String> tips = new ArrayList<>();
		for (int y = 5; y < canvas.getSize().y; y += 15)
			for (int x = 5; x < canvas.getSize().x; x += 15) {
				var event = new Event();
				event.x = x;
				event.y = y;
				canvas.notifyListeners(SWT.MouseMove, event);
				tips.addAll(chart.tip());
			}
		assertTrue(tips.contains("point i = 3, point j = 1") && tips.contains("K(x_{i}, x_{j}) = 13.25 ± 0.125"), tips::toString);
	}

	@Test
	void aFigureIsExportedWithItsData(@TempDir Path folder) throws Exception {
		var chart = show(curves("scaling"), TABLES);
		FigureActions.export(chart, folder.resolve("figure.svg"));
		FigureActions.export(chart, folder.resolve("other.png"));
		assertTrue(Files.readString(folder.resolve("figure.svg")).startsWith("<?xml"));
		assertArrayEquals(new byte[] { (byte) 0x89, 'P', 'N', 'G' }, Arrays.copyOf(Files.readAllBytes(folder.resolve("other.png")), 4));
		List<String> lines = Files.readAllLines(folder.resolve("figure.csv"));
		assertEquals("series,style,x,y,yError", lines.getFirst());
		assertEquals(1 + 3 * WIDTHS.length, lines.size());
		double value = TABLE.column("value").orElseThrow().number(2), error = TABLE.column("valueError").orElseThrow().number(2);
		assertTrue(lines.contains("measured,points,10.0," + value + "," + error), lines::toString);
		assertEquals(lines, Files.readAllLines(folder.resolve("other.csv")));
	}

	@Test
	void anEmptyChartSaysWhatToDo() {
		var chart = new FindingsChart(shell, "Run an experiment to see its figures here.");
		shell.open();
		Ui.pump(100);
		assertEquals(null, chart.figure());
		var nothing = new Figure("none", "None", List.of(), new Axis("x", "1", false), new Axis("y", "1", false), List.of());
		chart.show(nothing, TABLES, "none");
		Ui.pump(100);
		assertEquals(List.of(), charts());
		chart.show(curves("scaling"), (analysis, name) -> Optional.empty(), "none");
		Ui.pump(100);
		assertEquals(List.of(), charts(), "a table that is missing is no reason to fail");
	}

	@Test
	void aHundredThousandPointsAreDrawn() {
		int count = 100_000;
		var table = new Table.Builder("many").column("x").column("y");
		for (int k = 0; k < count; k++)
			table.row().set("x", (double) k).set("y", StrictMath.sin(k * 1e-3));
		var many = table.build();
		var chart = show(new Figure("many", "Many", List.of(), new Axis("t", "s", false), new Axis("y", "1", false),
				List.of(new Series("y", Style.POINTS, "many", "x", "y", "", 0))), (analysis, name) -> Optional.of(many));
		Point at = chart.pixel(0, 50_000);
		mouse(plot(charts().getFirst()), SWT.MouseMove, at.x, at.y, 0, 0);
		assertEquals("y", chart.tip().getFirst());
	}

	@Test
	void aHundredChartsGiveTheirHandlesBack() {
		shell.open();
		cycle(10);
		var living = new AtomicInteger();
		List<Error> lost = new ArrayList<>();
		Resource.setNonDisposeHandler(error -> {
			living.incrementAndGet();
			lost.add(error);
		});
		try {
			cycle(100);
			for (int k = 0; k < 5; k++) {
				System.gc(); // a resource that is not disposed is reported when it is collected
				Ui.pump(100);
			}
		} finally {
			Resource.setNonDisposeHandler(null);
		}
		assertEquals(0, living.get(), () -> "not disposed: " + lost.getFirst());
		assertEquals(0, shell.getChildren().length);
	}

	private void cycle(int count) {
		for (int k = 0; k < count; k++) {
			var chart = new FindingsChart(shell, "");
			shell.layout();
			chart.show(k % 2 == 0 ? curves("scaling") : MATRIX, k % 2 == 0 ? TABLES : KERNEL, "leak");
			Ui.pump(5);
			chart.dispose();
		}
	}
}
