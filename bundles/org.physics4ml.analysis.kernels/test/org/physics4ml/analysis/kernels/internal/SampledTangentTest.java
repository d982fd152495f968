package org.physics4ml.analysis.kernels.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Need.Path;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Verdict;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.TangentSampling;
import org.physics4ml.model.InvalidExperimentException;

/** The mean tangent kernel of finite networks beside that of infinite width, from draws made here. */
class SampledTangentTest {

	private static final int BLOCKS = 64, EACH = 50;

	/** The wide networks of the other tests, with empirical tangent kernels. */
	private record Differentiable(Ensemble wide) implements Ensemble, TangentSampling {

		@Override
		public int inputDimension() {
			return wide.inputDimension();
		}

		@Override
		public int outputs() {
			return wide.outputs();
		}

		@Override
		public List<Integer> widths() {
			return wide.widths();
		}

		@Override
		public List<ParameterGroup> groups() {
			return wide.groups();
		}

		@Override
		public List<Law> laws() {
			return wide.laws();
		}

		@Override
		public boolean isEven() {
			return wide.isEven();
		}

		@Override
		public <C> Optional<C> capability(Class<C> type) {
			return type.isInstance(this) ? Optional.of(type.cast(this)) : wide.capability(type);
		}

		@Override
		public Sampler sampler(Points points, long key, Blas blas) {
			throw new IllegalStateException("draws are made by the test");
		}

		@Override
		public double work(int k) {
			return 1;
		}

		@Override
		public long workspace(int k) {
			return 0;
		}
	}

	private static Cell cell(int depth, Optional<Path> sampler, long draws) throws InvalidExperimentException {
		var ensemble = TestPlugin.ensemble("architecture.depth=" + depth);
		return new Cell(0, Map.of(), new Differentiable(ensemble), new Points(new double[][] { { 0.5, 0.5 }, { -1.5, 2 } }), Optional.empty(), draws, sampler);
	}

	private static Cell cell(int depth, Optional<Path> sampler) throws InvalidExperimentException {
		return cell(depth, sampler, BLOCKS * EACH);
	}

	private static Parameters parameters(boolean sampled) {
		return new Parameters(Map.of("method", "auto", "layers", false, "sampled", sampled, "store", "auto"));
	}

	@Test
	void needsTangentKernelsOfExplicitNetworks() throws Exception {
		assertEquals(Optional.of(new Need(Path.EXPLICIT, Quantity.TANGENT)), new Ntk().prepare(parameters(true), cell(1, Optional.empty())).need());
		assertEquals(Optional.of(new Need(Path.EXPLICIT, Quantity.TANGENT)), new Ntk().prepare(parameters(true), cell(1, Optional.of(Path.EXPLICIT))).need());
		assertEquals(Optional.empty(), new Ntk().prepare(parameters(true), cell(1, Optional.of(Path.CONDITIONAL))).need());
		assertEquals(Optional.empty(), new Ntk().prepare(parameters(false), cell(1, Optional.empty())).need());
		assertEquals("closed form", new Ntk().prepare(parameters(true), cell(1, Optional.empty(), 0)).explanation(), "nothing is drawn beside it");
	}

	/** Draws of which the mean is theory: with one hidden layer they are compared, with more the shift of the mean is not known. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2 })
	void theMeanStandsBesideTheory(int depth) throws InvalidExperimentException, UnsuitableException {
		var cell = cell(depth, Optional.empty());
		var analysis = new Ntk();
		Measurement<Sums> measurement = TestPlugin.completed(analysis.prepare(parameters(true), cell));
		double[] theory = ((KernelEstimate) measurement).theory();
		var random = new SplittableRandom(4);
		List<Sums> blocks = new ArrayList<>();
		double[] mean = new double[3], squares = new double[3];
		for (int block = 0; block < BLOCKS; block++) {
			double[] kernels = new double[3 * EACH], sums = new double[3];
			for (int i = 0; i < kernels.length; i++) {
				kernels[i] = theory[i % 3] + random.nextGaussian();
				sums[i % 3] += kernels[i] / EACH;
			}
			for (int i = 0; i < 3; i++) {
				mean[i] += sums[i] / BLOCKS;
				squares[i] += sums[i] * sums[i] / BLOCKS;
			}
			var statistic = measurement.empty();
			measurement.accumulate(new Draws(block * EACH, EACH, null, 0, kernels, 3), statistic);
			blocks.add(statistic);
		}
		var findings = analysis.conclude("ntk", parameters(true), List.of(new Result<>(cell, measurement, blocks)));
		for (int row = 0; row < 3; row++) {
			double error = Math.sqrt((squares[row] - mean[row] * mean[row]) / (BLOCKS - 1)), sampled = (Double) Tables.column(findings, "kernel", "sampled").get(row);
			assertEquals(mean[row], sampled, 1e-12);
			assertEquals(error, (Double) Tables.column(findings, "kernel", "sampledError").get(row), 1e-9 * error + 1e-12);
			assertEquals(theory[row], (Double) Tables.column(findings, "kernel", "theory").get(row));
			var pull = Tables.column(findings, "kernel", "pull").get(row);
			if (depth == 1) assertEquals((sampled - theory[row]) / error, (Double) pull, 1e-6);
			else assertNull(pull);
		}
		assertEquals(depth == 1 ? Verdict.PASSED : Verdict.INCONCLUSIVE, findings.checks().getFirst().verdict());
		Tables.assertDrawable(findings);
	}

	/** A theory that is sampled itself, as of softmax attention, has a column for its errors and says so. */
	@Test
	void theoryThatIsSampledHasErrors() throws InvalidExperimentException {
		double[][] block = { { 1, 0.2, 1 }, { 2, 0.3, 1 }, { 0.01, 0.02, 0.03 } }; // K, Θ and its errors
		KernelBlocks blocks = new KernelBlocks() {

			@Override
			public boolean sampled() {
				return true;
			}

			@Override
			public Block block(int firstRow, int rows, int firstColumn, int columns) {
				double[][] values = new double[3][rows * columns];
				for (int q = 0; q < 3; q++)
					for (int at = 0; at < rows * columns; at++)
						values[q][at] = block[q][firstRow + at / columns + firstColumn + at % columns];
				return new Block(values[0], values[1], List.of(), values[2]);
			}
		};
		var cell = new Cell(0, Map.of(), TestPlugin.ensemble(), new Points(new double[][] { { 1, 0 }, { 0, 1 } }), Optional.empty(), 0, Optional.empty());
		var estimate = TestPlugin.completed(new KernelEstimate(blocks, Kernels.Quantities.BOTH, MeanShift.none(false), Optional.empty(), 1, cell.points()));
		var findings = new TangentFindings(List.of(new Result<>(cell, estimate, List.of())), false).findings();
		assertEquals(List.of(0.01, 0.02, 0.03), Tables.column(findings, "kernel", "theoryError"));
		assertEquals(List.of("sampled", "sampled", "sampled"), Tables.column(findings, "kernel", "method"));
		assertEquals("kernel sampled by quasi-Monte Carlo, with its error", findings.notices().getFirst());
		assertEquals(0.03 / 2, estimate.kernels().error()); // what posterior and training say, and count as 0
		assertEquals("quasi-Monte Carlo, with standard errors up to 1.5e-02 of the largest entry, for which what is computed from it has no error of its own", estimate.kernels().origin());
	}
}
