package org.physics4ml.workbench.internal.editor;

import java.util.Arrays;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swtchart.Chart;
import org.eclipse.swtchart.IAxis;
import org.eclipse.swtchart.ILineSeries;
import org.eclipse.swtchart.ILineSeries.PlotSymbolType;
import org.eclipse.swtchart.ISeries;
import org.eclipse.swtchart.ISeries.SeriesType;
import org.eclipse.swtchart.LineStyle;
import org.eclipse.swtchart.Range;
import org.eclipse.ui.forms.widgets.FormToolkit;

/** Draws a few random functions, or says why there are none. */
final class FunctionsPicture {

	private static final String INPUTS = "inputs";
	private static final int HEIGHT = 215;

	/** Readable on light and dark ground, and without colour vision. */
	private static final RGB[] COLOURS = { new RGB(0x1d, 0x6f, 0xc0), new RGB(0xe0, 0x8e, 0x00), new RGB(0x2f, 0x9e, 0x6e), new RGB(0xc4, 0x4e, 0x7d), new RGB(0x7d, 0x6b, 0xc9) };

	private final Composite stack;
	private final StackLayout layout = new StackLayout();
	private final Composite sentence;
	private final Label label;
	private final Composite drawing;
	private final Label caption;
	private final Chart chart;

	FunctionsPicture(FormToolkit toolkit, Composite parent) {
		stack = toolkit.createComposite(parent);
		stack.setLayout(layout);
		var data = new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1);
		data.heightHint = HEIGHT;
		data.widthHint = 200;
		stack.setLayoutData(data);
		sentence = toolkit.createComposite(stack);
		sentence.setLayout(new GridLayout());
		label = toolkit.createLabel(sentence, "", SWT.WRAP);
		label.setLayoutData(wide());
		drawing = toolkit.createComposite(stack);
		var grid = new GridLayout();
		grid.marginWidth = grid.marginHeight = 0;
		drawing.setLayout(grid);
		chart = new Chart(drawing, SWT.NONE);
		chart.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		chart.getTitle().setVisible(false);
		chart.getLegend().setVisible(false);
		chart.getAxisSet().getXAxis(0).getTitle().setText("x");
		chart.getAxisSet().getYAxis(0).getTitle().setText("φ(x)");
		caption = toolkit.createLabel(drawing, "", SWT.WRAP);
		caption.setLayoutData(wide());
		chart.getAxisSet().getYAxis(0).getTick().setTickMarkStepHint(36);
		Colours.identify(chart, Colours.FIGURE);
		toolkit.adapt(chart, false, false);
		Colours.follow(chart, this::colour);
		say("The functions appear here in a moment.");
	}

	private void colour() {
		Color foreground = chart.getForeground();
		chart.getPlotArea().setBackground(chart.getBackground());
		for (IAxis axis : chart.getAxisSet().getAxes()) {
			axis.getTitle().setForeground(foreground);
			axis.getTick().setForeground(foreground);
			axis.getGrid().setStyle(LineStyle.NONE);
		}
		if (chart.getSeriesSet().getSeries(INPUTS) instanceof ILineSeries<?> marks)
			marks.setSymbolColor(foreground);
	}

	private static GridData wide() {
		var data = new GridData(SWT.FILL, SWT.TOP, true, false);
		data.widthHint = 200;
		return data;
	}

	void say(String text) {
		label.setText(text);
		layout.topControl = sentence;
		stack.layout(true, true);
	}

	void show(Functions functions) {
		if (!functions.reason().isEmpty()) {
			say(functions.reason());
			return;
		}
		for (ISeries<?> series : chart.getSeriesSet().getSeries())
			chart.getSeriesSet().deleteSeries(series.getId());
		double least = Arrays.stream(functions.values()).flatMapToDouble(Arrays::stream).min().orElse(0);
		double most = Arrays.stream(functions.values()).flatMapToDouble(Arrays::stream).max().orElse(0);
		double margin = most > least ? 0.06 * (most - least) : 1;
		for (int i = 0; i < functions.values().length; i++) {
			var line = series("draw " + i, functions.x(), functions.values()[i]);
			line.setSymbolType(PlotSymbolType.NONE);
			line.setLineColor(new Color(COLOURS[i % COLOURS.length]));
			line.setLineWidth(2);
		}
		double[] floor = new double[functions.marks().length];
		Arrays.fill(floor, least - margin);
		var marks = series(INPUTS, functions.marks(), floor);
		marks.setLineStyle(LineStyle.NONE);
		marks.setSymbolType(PlotSymbolType.TRIANGLE);
		marks.setSymbolSize(5);
		chart.getAxisSet().getXAxis(0).setRange(new Range(functions.x()[0], functions.x()[functions.x().length - 1]));
		chart.getAxisSet().getYAxis(0).setRange(new Range(least - 1.5 * margin, most + margin));
		colour();
		caption.setText("Draws 0 to " + (functions.values().length - 1) + " with explicit weights" + (functions.cell().isEmpty() ? "" : " at " + functions.cell()) + "; triangles: the inputs.");
		layout.topControl = drawing;
		stack.layout(true, true);
		chart.redraw();
	}

	private ILineSeries<?> series(String name, double[] x, double[] y) {
		var series = (ILineSeries<?>) chart.getSeriesSet().createSeries(SeriesType.LINE, name);
		series.setXSeries(x);
		series.setYSeries(y);
		return series;
	}
}
