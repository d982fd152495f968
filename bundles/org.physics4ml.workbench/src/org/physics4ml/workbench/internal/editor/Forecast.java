package org.physics4ml.workbench.internal.editor;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Sampling;
import org.physics4ml.core.run.Backend;
import org.physics4ml.core.run.Plan;
import org.physics4ml.core.run.PlannedCell;

/**
 * What a run of a plan costs, in lines of label and text. The time is measured, not guessed: a few draws of the most expensive cell are made and
 * timed, and the rest is reckoned from the work; what is computed without draws is reckoned at a rate of today.
 */
record Forecast(Map<String, String> lines) {

	/** Nanoseconds of one measurement. */
	private static final long SLICE = 60_000_000L;
	private static final int MOST_SLICES = 40;

	/** Measurements without a gain of a tenth after which the code counts as compiled. */
	private static final int STEADY = 4;

	/** Without the time. */
	static Forecast of(Plan plan) {
		return of(plan, OptionalDouble.empty());
	}

	/** With the time; takes a second or two. */
	static Forecast measured(Plan plan) {
		return of(plan, OptionalDouble.of(((plan.draws() == 0 ? 0 : plan.drawingWork() * secondsPerWork(plan)) + (plan.work() - plan.drawingWork()) / Plan.RATE) / threads()));
	}

	private static int threads() {
		return Runtime.getRuntime().availableProcessors();
	}

	private static Forecast of(Plan plan, OptionalDouble seconds) {
		var lines = new LinkedHashMap<String, String>();
		int cells = plan.cells().size();
		var points = plan.cells().getFirst().cell().points();
		lines.put("points", Texts.count(points.count()) + (points.distinctCount() < points.count() ? " (" + points.distinctCount() + " distinct)" : "") + " in dimension " + points.dimension());
		lines.put("draws", plan.draws() == 0 ? "none: theory only" : Texts.count(plan.draws()) + (cells > 1 ? " in " + Texts.count(cells) + " cells" : "")
				+ (plan.targetError().isPresent() ? " at most, until the relative error is " + plan.targetError().getAsDouble() : ""));
		lines.put("work", Texts.quantity(plan.work(), " multiply-adds"));
		lines.put("memory", Texts.quantity(plan.memory(threads()), "B") + " on " + threads() + (threads() == 1 ? " thread" : " threads") + ", whatever the number of draws");
		if (plan.disk() > 0)
			lines.put("disk", Texts.quantity(plan.disk(), "B") + " of matrices");
		lines.put("time", seconds.isPresent() ? (seconds.getAsDouble() == 0 ? "theory only" : "about " + Texts.duration(seconds.getAsDouble()) + (plan.draws() == 0 ? "" : ", measured on this machine")) : "…");
		for (int i = 0; i < plan.analyses().size(); i++) {
			Set<String> explanations = new LinkedHashSet<>();
			for (PlannedCell cell : plan.cells())
				if (i < cell.measurements().size())
					explanations.add(cell.measurements().get(i).explanation());
			lines.put(plan.analyses().get(i).name(), String.join("; ", explanations));
		}
		if (plan.analyses().isEmpty())
			lines.put("analyses", "none: add one to measure something");
		return new Forecast(lines);
	}

	/** Seconds of one multiplication and addition, measured on the most expensive cell. */
	private static double secondsPerWork(Plan plan) {
		PlannedCell cell = plan.cells().stream().max(Comparator.comparingDouble(PlannedCell::workPerDraw)).orElseThrow();
		var points = cell.cell().points();
		var ensemble = cell.cell().ensemble();
		double work = 0;
		double seconds = 0;
		Set<Need.Path> paths = new LinkedHashSet<>();
		cell.measurements().forEach(measurement -> measurement.need().ifPresent(need -> paths.add(need.path())));
		double[] outputs = new double[ensemble.outputs() * points.distinctCount()];
		for (Need.Path path : paths) {
			Sampling sampling = (path == Need.Path.CONDITIONAL ? ensemble.capability(ConditionalSampling.class) : ensemble.capability(ExplicitSampling.class)).orElseThrow();
			DrawSampler sampler = sampling.sampler(points, cell.key(), Backend.choose(false).blas());
			seconds += steadyTime(sampler, outputs);
			work += sampling.work(points.distinctCount());
		}
		return work == 0 ? 0 : seconds / work;
	}

	/** Seconds of one draw once the code is compiled. */
	private static double steadyTime(DrawSampler sampler, double[] outputs) {
		double best = Double.POSITIVE_INFINITY;
		int steady = 0;
		for (int slice = 0; slice < MOST_SLICES && steady < STEADY; slice++) {
			double time = time(sampler, outputs);
			steady = time < 0.9 * best ? 0 : steady + 1;
			best = Math.min(best, time);
		}
		return best;
	}

	private static double time(DrawSampler sampler, double[] outputs) {
		long begin = System.nanoTime();
		long draws = 0;
		while (draws == 0 || System.nanoTime() - begin < SLICE)
			sampler.draw(draws++, outputs, 0, null, 0);
		return (System.nanoTime() - begin) * 1e-9 / draws;
	}
}
