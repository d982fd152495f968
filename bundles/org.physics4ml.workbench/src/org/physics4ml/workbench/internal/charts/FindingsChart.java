package org.physics4ml.workbench.internal.charts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.events.MenuDetectEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.figures.Curve;
import org.physics4ml.figures.Curves;
import org.physics4ml.figures.Scale;
import org.physics4ml.figures.Scale.Tick;
import org.physics4ml.figures.Tables;

/**
 * A figure of findings on the screen: title and notes, curves with error bars in an SWTChart, residuals in a second one below that shares the abscissa, a
 * legend; or a heat map. The wheel zooms at the mouse, dragging chooses a part (with Shift or the middle button: moves), a double click shows all again.
 * A tip gives the exact numbers of the point under the mouse.
 */
public final class FindingsChart extends Composite {

	private static final int EDGE = 8;
	private static final int GAP = 6;
	private static final int SWATCH = 26;
	/** The panel of residuals in units of that of the data. */
	private static final double RESIDUALS = 0.34;
	private static final double WHEEL = 1.25;
	/** A drag shorter than this is a click. */
	private static final int DRAG = 5;
	private static final int LEGEND_ENTRIES = 24;

	private final Fonts fonts;
	private final Frame main;
	private final Frame pulls;
	private final HeatMapCanvas heatMap;
	private Palette palette;

	private Figure figure;
	private Tables tables;
	private Curves curves;
	private String sentence = "";
	private String stem = "figure";
	private Span xHome = new Span(false, 0, 1);
	private Span x = xHome;
	private boolean zoomed;

	private Scale xScale;
	private List<ScriptText> title = List.of();
	private List<ScriptText> notes = List.of();
	private int plotLeft;
	private int legendTop;
	private final List<Rectangle> legendPlaces = new ArrayList<>();
	private List<Curve> listed = List.of();

	private Frame.Hit hit;
	private Frame dragged;
	private boolean moving;
	private Point from;
	private Point to;

	/** An empty chart that says the given sentence. */
	public FindingsChart(Composite parent, String sentence) {
		super(parent, SWT.DOUBLE_BUFFERED | SWT.NO_BACKGROUND);
		this.sentence = sentence;
		fonts = Fonts.of(this);
		palette = Palette.of(getParent());
		main = new Frame(this, false);
		pulls = new Frame(this, true);
		heatMap = new HeatMapCanvas(this, fonts);
		main.setVisible(false);
		pulls.setVisible(false);
		heatMap.setVisible(false);
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.Resize, event -> arrange());
		for (Frame frame : List.of(main, pulls))
			listen(frame);
		for (Control control : List.of(this, main.plot(), pulls.plot(), heatMap))
			control.addMenuDetectListener(this::menu);
		getAccessible().addAccessibleListener(new AccessibleAdapter() {

			@Override
			public void getName(AccessibleEvent e) {
				e.result = figure == null ? FindingsChart.this.sentence : ScriptText.plain(figure.title());
			}
		});
	}

	/** Shows nothing but a sentence. */
	public void show(String sentence) {
		figure = null;
		this.sentence = sentence;
		main.setVisible(false);
		pulls.setVisible(false);
		heatMap.setVisible(false);
		redraw();
	}

	/**
	 * Shows a figure. The same figure with other numbers keeps the part that the user has chosen.
	 *
	 * @param stem name for exported files
	 */
	public void show(Figure figure, Tables tables, String stem) {
		boolean same = this.figure != null && this.figure.name().equals(figure.name()) && this.stem.equals(stem);
		this.figure = figure;
		this.tables = tables;
		this.stem = stem;
		hit = null;
		palette = Palette.of(getParent());
		boolean matrix = figure.heatMap() != null;
		heatMap.setVisible(matrix);
		if (matrix) {
			main.setVisible(false);
			pulls.setVisible(false);
			heatMap.show(figure, tables, palette);
			curves = null;
		} else {
			curves = Curves.of(figure, tables);
			zoomed &= same;
			abscissa();
			main.show(curves, palette, zoomed);
			pulls.show(curves, palette, zoomed);
			listed = listed(curves);
			for (Frame frame : List.of(main, pulls))
				if (frame.isShown())
					frame.fill(x);
		}
		arrange();
	}

	/** What is said where no figure is shown. */
	public String sentence() {
		return sentence;
	}

	/** The figure shown, or null. */
	public Figure figure() {
		return figure;
	}

	Tables tables() {
		return tables;
	}

	String stem() {
		return stem;
	}

	private void abscissa() {
		if (!curves.emptiness().isEmpty())
			return;
		Span home;
		if (curves.hasCategories())
			home = new Span(false, -0.5, curves.categories().size() - 0.5);
		else {
			double[] range = curves.range(curves.all(), true);
			var scale = Scale.of(figure.x().logarithmic(), range[0], range[1], new Scale.Room(1000, 100, label -> 10));
			home = new Span(scale.isLogarithmic(), scale.least(), scale.largest());
		}
		zoomed &= home.logarithmic() == xHome.logarithmic();
		xHome = home;
		if (!zoomed)
			x = home;
	}

	private static List<Curve> listed(Curves curves) {
		Set<String> seen = new LinkedHashSet<>();
		return curves.all().stream().filter(curve -> !curve.series().label().isBlank() && (!curve.isResidual() || curves.data().isEmpty()))
				.filter(curve -> seen.add(curve.index() + curve.series().label())).toList();
	}

	/** What a reader has to know beside the figure's own notes. */
	private List<String> remarks() {
		return figure.heatMap() != null ? heatMap.notes() : curves.notes();
	}

	// Zooming

	private void listen(Frame frame) {
		Control plot = frame.plot();
		plot.addListener(SWT.MouseWheel, event -> {
			double factor = event.count > 0 ? WHEEL : 1 / WHEEL;
			Point size = plot.getSize();
			x = x.zoomed((double) event.x / size.x, factor);
			if (frame == main)
				frame.y(frame.y().zoomed(1 - (double) event.y / size.y, factor));
			ranges();
			event.doit = false;
		});
		plot.addListener(SWT.MouseDown, event -> {
			plot.setFocus();
			if (event.button > 2)
				return;
			dragged = frame;
			moving = event.button == 2 || (event.stateMask & SWT.SHIFT) != 0;
			from = to = new Point(event.x, event.y);
		});
		plot.addListener(SWT.MouseMove, event -> move(frame, event));
		plot.addListener(SWT.MouseUp, event -> drop());
		plot.addListener(SWT.MouseExit, event -> point(null));
		plot.addListener(SWT.MouseDoubleClick, event -> resetZoom());
		plot.addListener(SWT.KeyDown, this::key);
		plot.addListener(SWT.Traverse, event -> event.doit = event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
		plot.addListener(SWT.Paint, event -> overlay(frame, event.gc));
	}

	private void move(Frame frame, Event event) {
		if (dragged != frame) {
			point(frame.nearest(event.x, event.y));
			return;
		}
		Point size = frame.plot().getSize(), before = to;
		to = new Point(event.x, event.y);
		if (moving) {
			x = x.moved((double) (before.x - to.x) / size.x);
			if (frame == main)
				frame.y(frame.y().moved((double) (to.y - before.y) / size.y));
			ranges();
		} else
			frame.plot().redraw();
	}

	private void drop() {
		Frame frame = dragged;
		dragged = null;
		if (frame == null || moving)
			return;
		Point size = frame.plot().getSize();
		if (Math.abs(to.x - from.x) >= DRAG && Math.abs(to.y - from.y) >= DRAG) {
			x = x.part((double) from.x / size.x, (double) to.x / size.x);
			if (frame == main)
				frame.y(frame.y().part(1 - (double) from.y / size.y, 1 - (double) to.y / size.y));
			ranges();
		}
		frame.plot().redraw();
	}

	private void key(Event event) {
		switch (event.character) {
		case '+', '=' -> zoom(WHEEL);
		case '-' -> zoom(1 / WHEEL);
		case '0' -> resetZoom();
		default -> {
			double step = 0.1;
			switch (event.keyCode) {
			case SWT.ARROW_LEFT -> x = x.moved(-step);
			case SWT.ARROW_RIGHT -> x = x.moved(step);
			case SWT.ARROW_UP -> main.y(main.y().moved(step));
			case SWT.ARROW_DOWN -> main.y(main.y().moved(-step));
			default -> {
				return;
			}
			}
			ranges();
		}
		}
	}

	private void zoom(double factor) {
		x = x.zoomed(0.5, factor);
		main.y(main.y().zoomed(0.5, factor));
		ranges();
	}

	/** Shows all points again. */
	public void resetZoom() {
		if (curves == null)
			return;
		x = xHome;
		main.y(main.home());
		pulls.y(pulls.home());
		ranges();
		zoomed = false;
	}

	private void ranges() {
		zoomed = true;
		hit = null;
		for (Frame frame : List.of(main, pulls))
			if (frame.isShown())
				frame.range(x);
		arrange();
	}

	// Data tips

	private void point(Frame.Hit now) {
		if (now == null ? hit == null : hit != null && hit.curve() == now.curve() && hit.index() == now.index())
			return;
		Frame before = hit == null ? null : hit.frame();
		hit = now;
		if (before != null)
			before.plot().redraw();
		if (now != null)
			now.frame().plot().redraw();
	}

	/** A label without the marks of its scripts, for lists. */
	public static String plain(String label) {
		return ScriptText.plain(label);
	}

	/** The lines of the tip that is shown; empty without one. */
	public List<String> tip() {
		if (figure != null && figure.heatMap() != null)
			return heatMap.tip();
		if (hit == null)
			return List.of();
		Curve curve = hit.curve();
		int k = hit.index();
		List<String> lines = new ArrayList<>();
		if (!curve.series().label().isEmpty())
			lines.add(curve.series().label());
		lines.add(figure.x().label() + " = " + (curves.hasCategories() ? curves.categories().get((int) curve.x()[k]) : number(curve.x()[k])) + unit(figure.x()));
		double value = curve.negative()[k] ? -curve.y()[k] : curve.y()[k];
		String name = curve.isResidual() ? "pull" : curve.series().magnitude() ? figure.y().label().replace("|", "") : figure.y().label();
		boolean error = !Double.isNaN(curve.error()[k]);
		lines.add(name + " = " + number(value) + (error ? " ± " + number(curve.error()[k]) : "") + (curve.isResidual() ? "" : unit(figure.y())));
		if (!error && !curve.isResidual())
			lines.add(curve.series().style() == Style.POINTS ? "no error known" : "exact or a guide: no error");
		return lines;
	}

	private static String unit(Figure.Axis axis) {
		return axis.unit().isEmpty() || axis.unit().equals(Column.DIMENSIONLESS) ? "" : " " + axis.unit();
	}

	/** All digits, as the file has them. */
	static String number(double value) {
		return (value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value)).replace('-', '−');
	}

	/** Where a point is drawn in its plot, for those who point at it. */
	public Point pixel(int series, int k) {
		for (Curve curve : curves.all())
			if (curve.index() == series)
				return (curve.isResidual() ? pulls : main).pixel(curve, k);
		throw new IllegalArgumentException("no series " + series);
	}

	private void overlay(Frame frame, GC gc) {
		if (dragged == frame && !moving && !from.equals(to)) {
			gc.setForeground(palette.foreground());
			gc.setLineStyle(SWT.LINE_DOT);
			gc.drawRectangle(Math.min(from.x, to.x), Math.min(from.y, to.y), Math.abs(to.x - from.x), Math.abs(to.y - from.y));
			gc.setLineStyle(SWT.LINE_SOLID);
		}
		if (hit != null && hit.frame() == frame)
			Tip.draw(gc, tip(), fonts, palette, hit.x(), hit.y(), frame.plot().getSize());
	}

	// Layout and drawing

	private void arrange() {
		Rectangle area = getClientArea();
		if (area.width < 40 || area.height < 40 || figure == null) {
			redraw();
			return;
		}
		var gc = new GC(this);
		try {
			int width = area.width - 2 * EDGE;
			title = ScriptText.wrap(gc, figure.title(), fonts.title(), fonts.titleScript(), width);
			notes = new ArrayList<>();
			for (String note : figure.notes())
				notes.addAll(ScriptText.wrap(gc, note, fonts.small(), fonts.smallScript(), width));
			for (String note : remarks())
				notes.addAll(ScriptText.wrap(gc, note, fonts.small(), fonts.smallScript(), width));
			int top = EDGE + height(gc, title) + height(gc, notes) + GAP;
			if (figure.heatMap() != null)
				heatMap.setBounds(0, top, area.width, Math.max(0, area.height - top));
			else if (curves.emptiness().isEmpty())
				arrange(gc, area, top);
		} finally {
			gc.dispose();
		}
		redraw();
	}

	private static int height(GC gc, List<ScriptText> lines) {
		return lines.stream().mapToInt(line -> line.extent(gc).y).sum();
	}

	private void arrange(GC gc, Rectangle area, int top) {
		int line = fonts.label("M").extent(gc).y, small = fonts.small("M").extent(gc).y;
		legend(gc, area, small);
		int legendHeight = legendPlaces.isEmpty() ? 0 : legendPlaces.getLast().y + legendPlaces.getLast().height + GAP;
		int bottom = small + GAP + line + legendHeight + EDGE;
		boolean factor = false;
		plotLeft = 80;
		for (int pass = 0; pass < 3; pass++) { // the room for labels depends on the labels, these on the room
			int factorHeight = factor ? small : 0;
			int height = Math.max(30, area.height - top - bottom - factorHeight);
			int between = main.isShown() && pulls.isShown() ? GAP : 0;
			int pullHeight = !pulls.isShown() ? 0 : main.isShown() ? (int) ((height - between) * RESIDUALS / (1 + RESIDUALS)) : height;
			int mainHeight = main.isShown() ? height - between - pullHeight : 0;
			int width = Math.max(30, area.width - plotLeft - 2 * EDGE - 4);
			xScale = curves.hasCategories() ? categories(gc, width) : Scale.exactly(x.logarithmic(), x.least(), x.largest(), new Scale.Room(width, 40, label -> fonts.small(label).extent(gc).x + 6));
			int widest = 0;
			for (Frame frame : List.of(main, pulls))
				if (frame.isShown()) {
					int length = frame == main ? mainHeight : pullHeight;
					frame.ticks(xScale, Scale.exactly(frame.y().logarithmic(), frame.y().least(), frame.y().largest(), new Scale.Room(length, small * (frame == main ? 1.6 : 1.1), label -> small)));
					for (Tick tick : frame.yScale().ticks())
						widest = Math.max(widest, fonts.small(tick.label()).extent(gc).x);
				}
			factor = main.isShown() && !main.yScale().factor().isEmpty();
			plotLeft = EDGE + line + GAP + widest + GAP;
			int left = plotLeft, y = top + factorHeight;
			width = Math.max(30, area.width - left - 2 * EDGE - 4);
			if (main.isShown()) {
				main.place(new Rectangle(left, y, width, mainHeight));
				y += mainHeight + between;
			}
			if (pulls.isShown()) {
				pulls.place(new Rectangle(left, y, width, pullHeight));
				y += pullHeight;
			}
			legendTop = y + small + GAP + line + GAP;
		}
	}

	/** The categories in the range shown, as many as there is room for. */
	private Scale categories(GC gc, int width) {
		List<String> names = curves.categories();
		int first = (int) Math.max(0, Math.ceil(x.least())), last = (int) Math.min(names.size() - 1, Math.floor(x.largest()));
		if (first == 0 && last == names.size() - 1 && !zoomed)
			return Scale.categories(names, new Scale.Room(width, 12, label -> fonts.small(label).extent(gc).x + 6));
		return Scale.exactly(false, x.least(), x.largest(), new Scale.Room(width, 60, label -> fonts.small(label).extent(gc).x + 6));
	}

	private void legend(GC gc, Rectangle area, int row) {
		legendPlaces.clear();
		int left = EDGE, y = 0;
		for (int k = 0; k < Math.min(listed.size(), LEGEND_ENTRIES); k++) {
			int width = SWATCH + GAP + fonts.small(legendText(k)).extent(gc).x + 2 * GAP;
			if (left + width > area.width - EDGE && left > EDGE) {
				left = EDGE;
				y += row + 4;
			}
			legendPlaces.add(new Rectangle(left, y, width, row));
			left += width + GAP;
		}
	}

	private String legendText(int k) {
		return k == LEGEND_ENTRIES - 1 && listed.size() > LEGEND_ENTRIES ? "… and " + (listed.size() - k) + " more" : listed.get(k).series().label();
	}

	private void paint(GC gc) {
		Palette now = Palette.of(getParent());
		if (!now.background().equals(palette.background()) && figure != null)
			getDisplay().asyncExec(() -> { // the theme was changed
				if (!isDisposed() && figure != null)
					show(figure, tables, stem);
			});
		palette = now;
		Rectangle area = getClientArea();
		gc.setBackground(palette.background());
		gc.fillRectangle(area);
		gc.setForeground(palette.foreground());
		gc.setAntialias(SWT.ON);
		gc.setTextAntialias(SWT.ON);
		if (figure == null) {
			gc.setForeground(palette.muted());
			sentence(gc, area, sentence);
			return;
		}
		int y = lines(gc, title, EDGE);
		gc.setForeground(palette.muted());
		y = lines(gc, notes, y);
		if (figure.heatMap() != null)
			return;
		if (!curves.emptiness().isEmpty()) {
			sentence(gc, new Rectangle(area.x, y, area.width, area.height - y), "Nothing to draw yet: " + curves.emptiness() + ".");
			return;
		}
		gc.setForeground(palette.foreground());
		frames(gc);
		for (int k = 0; k < legendPlaces.size(); k++) {
			Rectangle place = legendPlaces.get(k);
			if (k < LEGEND_ENTRIES - 1 || listed.size() <= LEGEND_ENTRIES)
				Frame.swatch(gc, curves, listed.get(k), palette, place.x, legendTop + place.y, SWATCH, place.height);
			gc.setForeground(palette.foreground());
			fonts.small(legendText(k)).draw(gc, place.x + SWATCH + GAP, legendTop + place.y);
		}
	}

	private int lines(GC gc, List<ScriptText> lines, int top) {
		int y = top;
		for (ScriptText line : lines) {
			line.draw(gc, EDGE, y);
			y += line.extent(gc).y;
		}
		return y;
	}

	private void sentence(GC gc, Rectangle area, String text) {
		List<ScriptText> lines = new ArrayList<>();
		for (String paragraph : text.split("\n"))
			lines.addAll(ScriptText.wrap(gc, paragraph, fonts.label(), fonts.labelScript(), Math.min(600, area.width - 4 * EDGE)));
		int y = area.y + Math.max(EDGE, (area.height - height(gc, lines)) / 2);
		for (ScriptText line : lines) {
			Point extent = line.extent(gc);
			line.draw(gc, area.x + Math.max(EDGE, (area.width - extent.x) / 2), y);
			y += extent.y;
		}
	}

	private void frames(GC gc) {
		for (Frame frame : List.of(main, pulls)) {
			if (!frame.isShown())
				continue;
			Rectangle plot = frame.bounds();
			for (Tick tick : frame.yScale().ticks())
				if (tick.isMajor()) {
					var label = fonts.small(tick.label());
					Point extent = label.extent(gc);
					label.draw(gc, plot.x - GAP - extent.x, plot.y + (int) Math.rint((1 - tick.at()) * plot.height) - extent.y / 2);
				}
			var name = fonts.label(frame == main ? label(figure.y()) : "pull");
			name.drawUpwards(gc, EDGE, Math.min(plot.y + plot.height / 2 + name.extent(gc).x / 2, Math.max(plot.y + plot.height, name.extent(gc).x + EDGE)));
			if (frame == main && !frame.yScale().factor().isEmpty()) {
				var factor = fonts.small(frame.yScale().factor());
				factor.draw(gc, plot.x, plot.y - factor.extent(gc).y - 1);
			}
		}
		Rectangle lowest = (pulls.isShown() ? pulls : main).bounds();
		int bottom = lowest.y + lowest.height;
		int small = fonts.small("M").extent(gc).y;
		for (Tick tick : xScale.ticks())
			if (tick.isMajor()) {
				var label = fonts.small(categoryLabel(tick));
				int width = label.extent(gc).x;
				int at = lowest.x + (int) Math.rint(tick.at() * lowest.width) - width / 2;
				label.draw(gc, Math.max(0, Math.min(getClientArea().width - width - 1, at)), bottom + 3);
			}
		var name = fonts.label(label(figure.x()) + (xScale.factor().isEmpty() ? "" : " " + xScale.factor()));
		name.draw(gc, lowest.x + (lowest.width - name.extent(gc).x) / 2, bottom + small + GAP);
	}

	/** Zoomed axes of categories have ticks at whole numbers only. */
	private String categoryLabel(Tick tick) {
		if (!curves.hasCategories() || !zoomed)
			return tick.label();
		double place = x.least() + tick.at() * (x.largest() - x.least());
		int index = (int) Math.rint(place);
		return Math.abs(place - index) < 1e-6 && index >= 0 && index < curves.categories().size() ? curves.categories().get(index) : "";
	}

	/** The label of an axis with its unit. */
	static String label(Figure.Axis axis) {
		return axis.label() + (axis.unit().isEmpty() || axis.unit().equals(Column.DIMENSIONLESS) ? "" : " [" + axis.unit() + "]");
	}

	private void menu(MenuDetectEvent event) {
		event.doit = false;
		if (figure == null)
			return;
		Menu menu = FigureActions.menu(this);
		menu.setLocation(event.x, event.y);
		menu.setVisible(true);
	}
}
