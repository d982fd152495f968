package org.physics4ml.analysis.statistics.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.gaussian.GaussianMoments;
import org.physics4ml.compute.gaussian.ScalarFunction;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;

/** One hidden layer at inputs in one dimension, of weight variance 1, as a third party would give it; tests draw themselves. */
record Shallow(int width, ScalarFunction function, ActivationKernel kernel, double hiddenBias, double outputBias, boolean isTheoryKnown) implements Ensemble, InfiniteWidth, ExplicitSampling {

	record Normal(double variance) implements Law {

		@Override
		public double standardisedMoment(int n) {
			double moment = 1;
			for (int i = n - 1; i > 1; i -= 2)
				moment *= i;
			return n % 2 == 1 ? 0 : moment;
		}

		@Override
		public boolean isGaussian() {
			return true;
		}

		@Override
		public boolean isEven() {
			return true;
		}

		@Override
		public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
			throw new AssertionError("the test draws itself");
		}
	}

	static Cell cell(Ensemble ensemble, double[][] points, long draws, Map<String, Object> axes) {
		return new Cell(0, axes, ensemble, new Points(points), Optional.empty(), draws, Optional.empty());
	}

	@Override
	public <C> Optional<C> capability(Class<C> type) {
		if (type == SingleLayer.class)
			return isTheoryKnown ? Optional.of(type.cast(new Neurons())) : Optional.empty();
		return Ensemble.super.capability(type);
	}

	private double covariance(double[] x, double[] y) {
		return Math.fma(x[0], y[0], hiddenBias);
	}

	private final class Neurons implements SingleLayer {

		@Override
		public int width() {
			return width;
		}

		@Override
		public Law readoutWeight() {
			return new Normal(1);
		}

		@Override
		public Law readoutBias() {
			return new Normal(outputBias);
		}

		@Override
		public Object neuron() {
			return function;
		}

		@Override
		public Optional<Expectation> moment(Points points, int[] indices) {
			int n = indices.length;
			int[] powers = new int[n];
			double[][] sigma = new double[n][n];
			for (int i = 0; i < n; i++) {
				powers[i] = 1;
				for (int j = 0; j < n; j++)
					sigma[i][j] = covariance(points.distinct(indices[i]), points.distinct(indices[j]));
			}
			return GaussianMoments.expectation(function, sigma, powers).map(found -> new Expectation(found.value(), "quadrature"));
		}
	}

	@Override
	public KernelBlocks blocks(Points rows, Points columns, Method method, boolean tangent, boolean byGroup) {
		return (firstRow, rowCount, firstColumn, columnCount) -> {
			double[] values = new double[rowCount * columnCount];
			for (int r = 0; r < rowCount; r++)
				for (int c = 0; c < columnCount; c++) {
					var pair = BivariateCovariance.ofInputs(rows.distinct(firstRow + r), columns.distinct(firstColumn + c), 1, hiddenBias);
					values[r * columnCount + c] = kernel.map(pair).covariance().c() + outputBias;
				}
			return new KernelBlocks.Block(values, null, List.of());
		};
	}

	@Override
	public boolean isMeanExact() {
		return true;
	}

	@Override
	public int inputDimension() {
		return 1;
	}

	@Override
	public int outputs() {
		return 1;
	}

	@Override
	public List<Integer> widths() {
		return List.of(width);
	}

	@Override
	public List<ParameterGroup> groups() {
		return List.of(new ParameterGroup("weight-1", Role.WEIGHT, 0, 0, width), new ParameterGroup("weight-out", Role.WEIGHT, 1, 2, width));
	}

	@Override
	public List<Law> laws() {
		return List.of(new Normal(1), new Normal(1));
	}

	@Override
	public boolean isEven() {
		return true;
	}

	@Override
	public DrawSampler sampler(Points points, long key, Blas blas) {
		throw new AssertionError("the test draws itself");
	}

	@Override
	public boolean givesKernel() {
		return true;
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
