package org.physics4ml.workbench.internal.editor;

import java.util.Arrays;

import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.run.Backend;
import org.physics4ml.core.run.Plan;
import org.physics4ml.core.run.PlannedCell;

/**
 * A few random functions of an ensemble on a grid over its inputs.
 *
 * @param reason why there are none; else empty
 * @param cell   the cell of the sweep they are drawn from; empty without a sweep
 * @param x      grid
 * @param values one row a function, first output
 * @param marks  the experiment's own inputs
 */
record Functions(String reason, String cell, double[] x, double[][] values, double[] marks) {

	private static final int GRID = 121;
	private static final int COUNT = 5;

	/** Room beside the outermost inputs, as a fraction of their distance. */
	private static final double MARGIN = 0.25;

	/** Wider networks would take too long for a picture. */
	private static final double MOST_WORK = 4e9;

	static Functions of(Plan plan) {
		PlannedCell cell = plan.cells().getLast();
		Points points = cell.cell().points();
		if (points.dimension() != 1)
			return none("The inputs have " + points.dimension() + " dimensions; functions are drawn for one-dimensional inputs.");
		var explicit = cell.cell().ensemble().capability(ExplicitSampling.class);
		if (explicit.isEmpty())
			return none("This ensemble has no weights to draw.");
		double[] marks = new double[points.count()];
		for (int i = 0; i < marks.length; i++)
			marks[i] = points.get(i)[0];
		double least = Arrays.stream(marks).min().orElseThrow();
		double most = Arrays.stream(marks).max().orElseThrow();
		double margin = most > least ? MARGIN * (most - least) : Math.max(1, Math.abs(least));
		if (!Double.isFinite(most - least + 2 * margin))
			return none("The inputs are too far apart for a picture.");
		double[][] grid = new double[GRID][1];
		double[] x = new double[GRID];
		for (int i = 0; i < GRID; i++)
			grid[i][0] = x[i] = least - margin + i * ((most - least + 2 * margin) / (GRID - 1));
		var gridPoints = new Points(grid);
		if (explicit.get().work(gridPoints.distinctCount()) * COUNT > MOST_WORK)
			return none("This network is too wide for a quick picture.");
		var sampler = explicit.get().sampler(gridPoints, cell.key(), Backend.choose(false).blas());
		int k = gridPoints.distinctCount();
		double[] outputs = new double[cell.cell().ensemble().outputs() * k];
		double[][] values = new double[COUNT][GRID];
		for (int draw = 0; draw < COUNT; draw++) {
			sampler.draw(draw, outputs, 0, null, 0);
			for (int i = 0; i < GRID; i++) {
				values[draw][i] = outputs[gridPoints.distinctIndex(i)];
				if (!Double.isFinite(values[draw][i]))
					return none("The functions overflow at x = " + x[i] + ": take smaller variances or less depth.");
			}
		}
		return new Functions("", cell.cell().axes().isEmpty() ? "" : cell.cell().axes().toString().replaceAll("[{}]", ""), x, values, marks);
	}

	private static Functions none(String reason) {
		return new Functions(reason, "", new double[0], new double[0][], new double[0]);
	}
}
