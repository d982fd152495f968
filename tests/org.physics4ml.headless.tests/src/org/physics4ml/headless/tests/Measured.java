package org.physics4ml.headless.tests;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.RegistryFactory;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need.Path;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Registry;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Sampling;
import org.physics4ml.core.run.PlannedAnalysis;
import org.physics4ml.core.run.PlannedCell;
import org.physics4ml.core.run.Planner;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.experiment.ExperimentFactory;

/** The analysis {@code correlators} on chosen draws of installed networks, without a run: draws in blocks, and the conclusion. For one thread. */
final class Measured {

	static final Registry REGISTRY = new Registry(RegistryFactory.getRegistry());

	private final PlannedAnalysis analysis;
	private final PlannedCell cell;
	private final Measurement<Sums> measurement;
	private final DrawSampler sampler;
	private final int kernels;

	@SuppressWarnings("unchecked")
	Measured(String... edits) {
		var experiment = ExperimentFactory.eINSTANCE.createExperiment();
		experiment.setSampling(ExperimentFactory.eINSTANCE.createSampling());
		List<String> all = new ArrayList<>(List.of("name=test", "seed=7", "architecture=mlp", "prior=gaussian", "analyses=[\"correlators\"]", "sampling.draws=1000"));
		all.addAll(List.of(edits));
		try {
			for (String edit : all)
				ExperimentPaths.set(experiment, edit);
			var plan = Planner.plan(experiment, "test.p4ml", REGISTRY);
			analysis = plan.analyses().getFirst();
			cell = plan.cells().getFirst();
		} catch (Exception e) {
			throw new AssertionError(String.join(" ", all), e);
		}
		measurement = (Measurement<Sums>) cell.measurements().getFirst();
		var need = measurement.need();
		Sampling sampling = need.isEmpty() ? null
				: (need.get().path() == Path.CONDITIONAL ? cell.cell().ensemble().capability(ConditionalSampling.class) : cell.cell().ensemble().capability(ExplicitSampling.class))
						.orElseThrow();
		sampler = need.isEmpty() ? null : sampling.sampler(cell.cell().points(), cell.key(), Blas.java());
		kernels = need.isEmpty() ? 0 : need.get().quantity() == Quantity.KERNELS ? sampling.kernels() : need.get().quantity() == Quantity.KERNEL ? 1 : 0;
	}

	/** The findings from blocks of consecutive draws; no draws where the estimator needs none. */
	Findings findings(long first, int blocks, int size) {
		List<Sums> sums = new ArrayList<>();
		int k = cell.cell().points().distinctCount(), outputs = k * cell.cell().ensemble().outputs(), stride = kernels * DrawSampler.packedLength(k);
		double[] fields = kernels == 0 ? new double[size * outputs] : null, kernel = kernels == 0 ? null : new double[size * stride];
		for (int block = 0; block < blocks && sampler != null; block++, first += size) {
			for (int i = 0; i < size; i++)
				if (kernels > 1)
					sampler.drawKernels(first + i, null, 0, kernel, i * stride);
				else
					sampler.draw(first + i, fields, i * outputs, kernel, i * stride);
			Sums statistic = measurement.empty();
			measurement.accumulate(new Draws(first, size, fields, outputs, kernel, stride), statistic);
			sums.add(statistic);
		}
		return conclude(sums);
	}

	@SuppressWarnings("unchecked")
	private Findings conclude(List<Sums> sums) {
		return ((Analysis<Sums>) analysis.analysis()).conclude("correlators", analysis.parameters(), List.of(new Result<>(cell.cell(), measurement, sums)));
	}

	/** An entry of the table of moments. */
	record Entry(double moment, double momentError, double connected, double error, double theory) {
	}

	/** Entries by points, with outputs behind a bar where there are several. */
	static Map<String, Entry> entries(Findings findings) {
		Map<String, Entry> entries = new HashMap<>();
		Table table = findings.table("moments").orElseThrow();
		var outputs = table.column("outputs");
		for (int row = 0; row < table.rows(); row++) {
			int r = row;
			String key = table.column("points").orElseThrow().values().get(row) + outputs.map(column -> "|" + column.values().get(r)).orElse("");
			entries.put(key, new Entry(number(table, "moment", row), number(table, "momentError", row), number(table, "connected", row), number(table, "connectedError", row),
					number(table, "connectedTheory", row)));
		}
		return entries;
	}

	private static double number(Table table, String column, int row) {
		return table.column(column).orElseThrow().number(row);
	}
}
