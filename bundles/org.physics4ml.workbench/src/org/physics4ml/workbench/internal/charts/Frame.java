package org.physics4ml.workbench.internal.charts;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.events.PaintEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ICustomPaintListener;
import org.eclipse.swtchart.IErrorBar;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ILineSeries.PlotSymbolType;
import org.eclipse.swtchart.ISeries.SeriesType;
import org.eclipse.swtchart.LineStyle;
import org.eclipse.swtchart.Range;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.figures.Curve;
import org.physics4ml.figures.Curves;
import org.physics4ml.figures.Scale;
import org.physics4ml.figures.Scale.Tick;

/** One frame with curves: an SWTChart without its own titles, ticks and legend, as these cannot be aligned between two of them nor set in scripts. */
final class Frame {

	private static final int SYMBOL = 4;
	private static final int MAJOR = 5;
	private static final int MINOR = 3;
	/** Half the width of a line of one point. */
	private static final int DASH = 10;
	private static final int NEAR = 14;
	private static final PlotSymbolType[] SYMBOLS = { PlotSymbolType.CIRCLE, PlotSymbolType.SQUARE, PlotSymbolType.DIAMOND, PlotSymbolType.TRIANGLE,
			PlotSymbolType.INVERTED_TRIANGLE };

	/** A point that the mouse is at. */
	record Hit(Frame frame, Curve curve, int index, int x, int y) {
	}

	/** Shows the plot alone: the chart keeps margins around it in which its parent draws. */
	private final Composite window;
	private final Chart chart;
	private final boolean residual;
	private Curves curves;
	private List<Curve> drawn = List.of();
	private Palette palette;
	private Span home = new Span(false, 0, 1);
	private Span y = home;
	private Span x = home;
	private Scale yScale;
	private Scale xScale;

	Frame(Composite parent, boolean residual) {
		this.residual = residual;
		window = new Composite(parent, SWT.NONE);
		chart = new Chart(window, SWT.NONE | Chart.NO_AXIS_POSITION_UPDATE);
		chart.getTitle().setVisible(false);
		chart.getLegend().setVisible(false);
		for (IAxis axis : chart.getAxisSet().getAxes()) {
			axis.getTitle().setVisible(false);
			axis.getTick().setVisible(false);
			axis.getGrid().setStyle(LineStyle.NONE);
			axis.setDrawAxisLine(false);
		}
		chart.getPlotArea().addCustomPaintListener(listener(true));
		chart.getPlotArea().addCustomPaintListener(listener(false));
	}

	private ICustomPaintListener listener(boolean behind) {
		return new ICustomPaintListener() {

			@Override
			public void paintControl(PaintEvent e) {
				if (yScale == null || xScale == null)
					return;
				if (behind)
					paintBehind(e.gc);
				else
					paintOver(e.gc);
			}

			@Override
			public boolean drawBehindSeries() {
				return behind;
			}
		};
	}

	void setVisible(boolean visible) {
		window.setVisible(visible);
	}

	/** Where events of the mouse arrive. */
	Control plot() {
		return chart.getPlotArea().getControl();
	}

	boolean isShown() {
		return !drawn.isEmpty();
	}

	Span y() {
		return y;
	}

	void y(Span span) {
		y = span;
	}

	Span home() {
		return home;
	}

	/** Where the plot is in the parent. */
	Rectangle bounds() {
		return window.getBounds();
	}

	/** Puts the plot there in the parent. */
	void place(Rectangle bounds) {
		if (bounds.equals(window.getBounds()))
			return;
		window.setBounds(bounds);
		chart.setBounds(0, 0, bounds.width, bounds.height);
		Rectangle inner = plot().getBounds();
		chart.setBounds(-inner.x, -inner.y, 2 * bounds.width - inner.width, 2 * bounds.height - inner.height);
	}

	/** Draws other curves. */
	void show(Curves curves, Palette palette, boolean keepRange) {
		this.curves = curves;
		this.palette = palette;
		drawn = residual ? curves.residuals() : curves.data();
		setVisible(isShown());
		if (!isShown())
			return;
		Span before = home;
		if (residual)
			home = new Span(false, -curves.largestPull(), curves.largestPull());
		else {
			double[] range = curves.range(drawn, false);
			var room = new Scale.Room(1000, 100, label -> 10);
			var scale = Scale.of(curves.isLogarithmic(drawn.getFirst()), range[0], range[1], room);
			home = new Span(scale.isLogarithmic(), finite(scale.least()), finite(scale.largest()));
		}
		if (!keepRange || before.logarithmic() != home.logarithmic())
			y = home;
		chart.setBackground(palette.background());
		plot().setBackground(palette.background());
	}

	private static double finite(double value) {
		return Math.max(-Double.MAX_VALUE / 4, Math.min(Double.MAX_VALUE / 4, value));
	}

	/** Fills the chart with series; both axes have their spans. */
	void fill(Span abscissa) {
		x = abscissa;
		chart.suspendUpdate(true);
		for (var series : chart.getSeriesSet().getSeries())
			chart.getSeriesSet().deleteSeries(series.getId());
		IAxis xAxis = chart.getAxisSet().getXAxis(0), yAxis = chart.getAxisSet().getYAxis(0);
		xAxis.enableLogScale(false);
		yAxis.enableLogScale(false);
		for (Curve curve : drawn)
			add(curve);
		xAxis.setRange(new Range(x.least(), x.largest())); // positive before the scale becomes logarithmic
		yAxis.setRange(new Range(y.least(), y.largest()));
		xAxis.enableLogScale(x.logarithmic());
		yAxis.enableLogScale(y.logarithmic());
		chart.suspendUpdate(false);
		chart.redraw();
	}

	/** Applies other ranges to the same series. */
	void range(Span abscissa) {
		x = abscissa;
		chart.suspendUpdate(true);
		chart.getAxisSet().getXAxis(0).setRange(new Range(x.least(), x.largest()));
		chart.getAxisSet().getYAxis(0).setRange(new Range(y.least(), y.largest()));
		chart.suspendUpdate(false);
		chart.redraw();
	}

	/** Takes the ticks that its owner has made for the present ranges. */
	void ticks(Scale xScale, Scale yScale) {
		this.xScale = xScale;
		this.yScale = yScale;
	}

	Scale yScale() {
		return yScale;
	}

	private void add(Curve curve) {
		Style style = curve.series().style();
		if (style == Style.BAND || curves.hasCategories() && style != Style.POINTS && style != Style.RESIDUAL)
			return; // painted
		int count = 0, open = 0;
		for (int k = 0; k < curve.size(); k++)
			if (curves.isShown(curve, k)) {
				count++;
				if (curve.negative()[k])
					open++;
			}
		double[] xs = new double[count], ys = new double[count], up = new double[count], down = new double[count], openX = new double[open], openY = new double[open];
		for (int k = 0, at = 0, openAt = 0; k < curve.size(); k++)
			if (curves.isShown(curve, k)) {
				xs[at] = curve.x()[k];
				ys[at] = curve.y()[k];
				double error = curve.error()[k] > 0 ? curve.error()[k] : 0;
				up[at] = error;
				down[at++] = y.logarithmic() && error >= ys[at - 1] ? ys[at - 1] - Math.min(ys[at - 1], y.least()) : error;
				if (curve.negative()[k]) {
					openX[openAt] = curve.x()[k];
					openY[openAt++] = curve.y()[k];
				}
			}
		boolean marks = style == Style.POINTS || style == Style.RESIDUAL;
		var colour = palette.series(curves.group(curve), curves.groups());
		var series = line("series " + curve.index(), xs, ys);
		series.setLineStyle(marks ? LineStyle.NONE : style == Style.DASHED ? LineStyle.DASH : LineStyle.SOLID);
		series.setLineColor(colour);
		series.setLineWidth(style == Style.LINE ? 2 : 1);
		if (!marks)
			return;
		int size = count > 400 ? 2 : count > 60 ? 3 : SYMBOL;
		series.setSymbolType(SYMBOLS[Math.floorMod(curves.symbol(curve), SYMBOLS.length)]);
		series.setSymbolSize(size);
		series.setSymbolColor(colour);
		if (!curve.series().error().isEmpty()) {
			IErrorBar bar = series.getYErrorBar();
			bar.setVisible(true);
			bar.setColor(colour);
			bar.setPlusErrors(up);
			bar.setMinusErrors(down);
		}
		if (open > 0) {
			var holes = line("open " + curve.index(), openX, openY);
			holes.setLineStyle(LineStyle.NONE);
			holes.setSymbolType(series.getSymbolType());
			holes.setSymbolSize(size - 1);
			holes.setSymbolColor(palette.background());
		}
	}

	private ILineSeries<?> line(String id, double[] xs, double[] ys) {
		var series = (ILineSeries<?>) chart.getSeriesSet().createSeries(SeriesType.LINE, id);
		series.setXSeries(xs);
		series.setYSeries(ys);
		series.setSymbolType(PlotSymbolType.NONE);
		series.setAntialias(SWT.ON);
		return series;
	}

	private int px(double value) {
		return (int) Math.rint(clamp(x.at(value)) * plot().getSize().x);
	}

	private int py(double value) {
		return (int) Math.rint((1 - clamp(y.logarithmic() && value <= 0 ? -1 : y.at(value))) * plot().getSize().y);
	}

	/** Far outside is near enough. */
	private static double clamp(double at) {
		return Math.max(-10, Math.min(11, at));
	}

	private void paintBehind(GC gc) {
		Point size = plot().getSize();
		gc.setBackground(palette.background());
		gc.fillRectangle(0, 0, size.x, size.y);
		gc.setAntialias(SWT.ON);
		gc.setForeground(palette.faint());
		if (residual)
			for (int guide = -2; guide <= 2; guide++) {
				gc.setLineStyle(guide == 0 ? SWT.LINE_SOLID : SWT.LINE_DOT);
				gc.drawLine(0, py(guide), size.x, py(guide));
			}
		gc.setLineStyle(SWT.LINE_SOLID);
		for (Curve curve : drawn)
			if (curve.series().style() == Style.BAND)
				band(gc, curve);
			else if (curve.series().style() == Style.LINE || curve.series().style() == Style.DASHED)
				single(gc, curve);
	}

	private List<Integer> shown(Curve curve) {
		List<Integer> shown = new ArrayList<>();
		for (int k = 0; k < curve.size(); k++)
			if (curves.isShown(curve, k))
				shown.add(k);
		return shown;
	}

	private void band(GC gc, Curve curve) {
		List<Integer> shown = shown(curve);
		int n = shown.size(), dash = n == 1 ? DASH : 0;
		int[] polygon = new int[n == 1 ? 8 : 4 * n];
		if (n == 1) {
			int left = px(curve.x()[shown.getFirst()]) - dash, top = high(curve, shown.getFirst()), bottom = low(curve, shown.getFirst());
			polygon = new int[] { left, top, left + 2 * dash, top, left + 2 * dash, bottom, left, bottom };
		} else
			for (int k = 0; k < n; k++) {
				polygon[2 * k] = px(curve.x()[shown.get(k)]);
				polygon[2 * k + 1] = high(curve, shown.get(k));
				polygon[4 * n - 2 * k - 2] = polygon[2 * k];
				polygon[4 * n - 2 * k - 1] = low(curve, shown.get(k));
			}
		gc.setBackground(palette.series(curves.group(curve), curves.groups()));
		gc.setAlpha(64);
		gc.fillPolygon(polygon);
		gc.setAlpha(255);
	}

	private int high(Curve curve, int k) {
		return py(curve.y()[k] + curve.error()[k]);
	}

	private int low(Curve curve, int k) {
		return py(curve.y()[k] - curve.error()[k]);
	}

	/** A line of one point, or of points above each other, has no extent; categories have no order that a line could follow. */
	private void single(GC gc, Curve curve) {
		List<Integer> shown = shown(curve);
		if (shown.isEmpty() || !curves.hasCategories() && px(curve.x()[shown.getFirst()]) != px(curve.x()[shown.getLast()]))
			return;
		gc.setForeground(palette.series(curves.group(curve), curves.groups()));
		gc.setLineWidth(curve.series().style() == Style.LINE ? 2 : 1);
		gc.setLineStyle(curve.series().style() == Style.DASHED ? SWT.LINE_DASH : SWT.LINE_SOLID);
		for (int k : shown)
			gc.drawLine(px(curve.x()[k]) - DASH, py(curve.y()[k]), px(curve.x()[k]) + DASH, py(curve.y()[k]));
		gc.setLineWidth(1);
		gc.setLineStyle(SWT.LINE_SOLID);
	}

	private void paintOver(GC gc) {
		Point size = plot().getSize();
		gc.setForeground(palette.foreground());
		gc.setLineWidth(1);
		gc.setLineStyle(SWT.LINE_SOLID);
		for (Tick tick : xScale.ticks()) {
			int at = (int) Math.rint(tick.at() * size.x), length = tick.isMajor() ? MAJOR : MINOR;
			gc.drawLine(at, size.y - length, at, size.y);
			gc.drawLine(at, 0, at, length);
		}
		for (Tick tick : yScale.ticks()) {
			int at = (int) Math.rint((1 - tick.at()) * size.y), length = tick.isMajor() ? MAJOR : MINOR;
			gc.drawLine(0, at, length, at);
			gc.drawLine(size.x - length, at, size.x, at);
		}
		gc.drawRectangle(0, 0, size.x - 1, size.y - 1);
	}

	/** The symbol, line or band of a curve as the legend shows it, in a box at (left, top). */
	static void swatch(GC gc, Curves curves, Curve curve, Palette palette, int left, int top, int width, int height) {
		var colour = palette.series(curves.group(curve), curves.groups());
		int middle = left + width / 2, base = top + height / 2;
		gc.setForeground(colour);
		gc.setBackground(colour);
		gc.setAntialias(SWT.ON);
		switch (curve.series().style()) {
		case LINE, DASHED -> {
			gc.setLineWidth(curve.series().style() == Style.LINE ? 2 : 1);
			gc.setLineStyle(curve.series().style() == Style.DASHED ? SWT.LINE_DASH : SWT.LINE_SOLID);
			gc.drawLine(left, base, left + width, base);
			gc.setLineStyle(SWT.LINE_SOLID);
			gc.setLineWidth(1);
		}
		case BAND -> {
			gc.setAlpha(64);
			gc.fillRectangle(left, base - 4, width, 8);
			gc.setAlpha(255);
		}
		default -> {
			if (!curve.series().error().isEmpty())
				gc.drawLine(middle, base - 7, middle, base + 7);
			symbol(gc, curves.symbol(curve), middle, base, SYMBOL);
			if (curves.areNegative(curve)) {
				gc.setBackground(palette.background());
				symbol(gc, curves.symbol(curve), middle, base, SYMBOL - 1);
			}
		}
		}
	}

	private static void symbol(GC gc, int kind, int x, int y, int r) {
		switch (SYMBOLS[Math.floorMod(kind, SYMBOLS.length)]) {
		case CIRCLE -> gc.fillOval(x - r, y - r, 2 * r, 2 * r);
		case SQUARE -> gc.fillRectangle(x - r, y - r, 2 * r, 2 * r);
		case DIAMOND -> gc.fillPolygon(new int[] { x, y - r, x + r, y, x, y + r, x - r, y });
		case TRIANGLE -> gc.fillPolygon(new int[] { x, y - r, x + r, y + r, x - r, y + r });
		default -> gc.fillPolygon(new int[] { x, y + r, x + r, y - r, x - r, y - r });
		}
	}

	/** The point next to a place in the plot, a measured one before one of a line; null if none is near. */
	Hit nearest(int atX, int atY) {
		Hit nearest = null;
		long least = Long.MAX_VALUE;
		for (Curve curve : drawn) {
			boolean marks = curve.series().style() == Style.POINTS || curve.isResidual();
			for (int k = 0; k < curve.size(); k++) {
				if (!curves.isShown(curve, k))
					continue;
				long dx = px(curve.x()[k]) - atX, dy = py(curve.y()[k]) - atY, distance = dx * dx + dy * dy;
				if (distance > NEAR * NEAR)
					continue;
				distance += marks ? 0 : NEAR * NEAR;
				if (distance < least) {
					least = distance;
					nearest = new Hit(this, curve, k, px(curve.x()[k]), py(curve.y()[k]));
				}
			}
		}
		return nearest;
	}

	/** Where a point of a curve is drawn in the plot. */
	Point pixel(Curve curve, int k) {
		return new Point(px(curve.x()[k]), py(curve.y()[k]));
	}
}
