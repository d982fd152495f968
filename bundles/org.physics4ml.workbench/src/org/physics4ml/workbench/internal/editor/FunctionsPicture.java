package org.physics4ml.workbench.internal.editor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.forms.widgets.FormToolkit;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Table;
import org.physics4ml.workbench.internal.charts.FindingsChart;

/** Draws a few random functions, or says why there are none. */
final class FunctionsPicture {

	private static final int HEIGHT = 170;
	private static final String FUNCTIONS = "functions";
	private static final String INPUTS = "inputs";

	private final FindingsChart chart;
	private final Label caption;
	private Functions shown;

	FunctionsPicture(FormToolkit toolkit, Composite parent) {
		chart = new FindingsChart(parent, "The functions appear here in a moment.");
		var data = new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1);
		data.heightHint = HEIGHT;
		data.widthHint = 120;
		chart.setLayoutData(data);
		caption = toolkit.createLabel(parent, "", SWT.WRAP);
		var wide = new GridData(SWT.FILL, SWT.TOP, true, false, 2, 1);
		wide.widthHint = 120;
		caption.setLayoutData(wide);
		Colours.follow(caption, () -> {
			if (shown != null)
				show(shown); // in the colours of the theme
		});
	}

	void say(String text) {
		shown = null;
		chart.show(text);
		caption.setText("");
	}

	void show(Functions functions) {
		if (!functions.reason().isEmpty()) {
			say(functions.reason());
			return;
		}
		shown = functions;
		int draws = functions.values().length;
		double least = Arrays.stream(functions.values()).flatMapToDouble(Arrays::stream).min().orElse(0);
		double most = Arrays.stream(functions.values()).flatMapToDouble(Arrays::stream).max().orElse(0);
		var curves = new Table.Builder(FUNCTIONS).column("x");
		List<Series> series = new ArrayList<>();
		for (int draw = 0; draw < draws; draw++) {
			curves.column("draw " + draw);
			series.add(new Series("", Style.LINE, FUNCTIONS, "x", "draw " + draw, "", draw));
		}
		for (int i = 0; i < functions.x().length; i++) {
			curves.row().set("x", functions.x()[i]);
			for (int draw = 0; draw < draws; draw++)
				curves.set("draw " + draw, functions.values()[draw][i]);
		}
		var marks = new Table.Builder(INPUTS).column("x").column("y");
		for (double mark : functions.marks())
			marks.row().set("x", mark).set("y", least - 0.06 * (most - least)); // below all functions
		series.add(new Series("", Style.POINTS, INPUTS, "x", "y", "", draws));
		Map<String, Table> tables = Map.of(FUNCTIONS, curves.build(), INPUTS, marks.build());
		chart.show(new Figure(FUNCTIONS, "", List.of(), new Axis("x", "1", false), new Axis("φ(x)", "1", false), series), (analysis, table) -> Optional.ofNullable(tables.get(table)), FUNCTIONS);
		caption.setText("Draws 0 to " + (draws - 1) + " with explicit weights" + (functions.cell().isEmpty() ? "" : " at " + functions.cell()) + "; symbols below: the inputs.");
		caption.getParent().layout(true);
	}
}
