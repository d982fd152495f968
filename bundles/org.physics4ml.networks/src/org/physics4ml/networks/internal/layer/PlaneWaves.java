package org.physics4ml.networks.internal.layer;

import java.util.Arrays;
import java.util.Optional;

import org.physics4ml.compute.field.Propagator;
import org.physics4ml.compute.gaussian.BivariateCovariance;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.KernelTile;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.networks.internal.prior.MomentumLaw;

/**
 * The modes of a scalar field, h_i(x) = √(2V) cos(p_i·x + c_i)/√(p_i² + m²) with momenta uniform in a ball of volume (2π)^d V, or √(2G) cos(p_i·x + c_i) with momenta of density
 * ∝ 1/(p² + m²), G = ∫ d^dp/(2π)^d 1/(p² + m²) (PHYSICS 13.1, 13.2). E h(x) h(y) is the propagator.
 *
 * @param outputs  number N of modes
 * @param momentum law of p
 * @param momenta  p_ij at index i·d + j
 * @param phase    law of c, uniform on (-π, π)
 * @param phases   c_i at index i
 */
public record PlaneWaves(int outputs, MomentumLaw momentum, ParameterGroup momenta, Law phase, ParameterGroup phases) implements Layer {

	@Override
	public int inputs() {
		return momentum.dimension();
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		return new Map(points, key, blas);
	}

	/** The modes are drawn as they are: given the points their law has no simpler form. */
	@Override
	public Optional<ForwardMap> conditional(int points, long key, Blas blas) {
		return Optional.of(explicit(points, key, blas));
	}

	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) throws UnsuitableException {
		if (entering.tangent())
			throw new UnsuitableException("architecture", "no tangent kernel is known for this architecture", "use another analysis, or another architecture, e.g. cos-net");
		if (entering.method() == Method.CLOSED_FORM)
			throw new UnsuitableException("architecture", "the propagator with a cutoff has no closed form", "use the method auto or quadrature");
		var propagator = momentum.propagator();
		double variance = propagator.value(0, 1);
		return new KernelMap() {

			@Override
			public KernelForm leaving() {
				return entering.mapped(false);
			}

			/** |x-y|² = d (a + b - 2c) of the points' products; what is lost near equal points the propagator does not see. */
			@Override
			public KernelTile apply(KernelTile tile) {
				double[] k = tile.covariance(), sine2 = tile.sine2(), rows = tile.row().covariance(), columns = tile.column().covariance();
				for (int r = 0, i = 0; r < tile.rows(); r++)
					for (int c = 0; c < tile.columns(); c++, i++) {
						double square = tile.same(r, c) ? 0 : inputs() * Math.max(0, rows[r] + columns[c] - 2 * k[i]);
						k[i] = square == 0 ? variance : propagator.value(Math.sqrt(square), 1);
						sine2[i] = BivariateCovariance.of(variance, variance, k[i]).delta() / (variance * variance);
					}
				Arrays.fill(rows, variance);
				Arrays.fill(columns, variance);
				return tile;
			}
		};
	}

	/**
	 * E Π_j h(x_j) over one mode: 2^{-n} Σ over sign vectors s with zero sum of the Fourier integral of the density of momenta at |Σ_j s_j x_j|; 0 for odd n.
	 *
	 * @param inputs x_1 … x_n
	 */
	public double moment(double[][] inputs) {
		int n = inputs.length;
		if (n % 2 == 1) return 0;
		Propagator propagator = momentum.propagator();
		double norm = momentum.norm(), sum = 0, factor = 2;
		for (int signs = 0; signs < 1 << n - 1; signs++) { // s_n = +1
			if (2 * Integer.bitCount(signs) != n) continue;
			double square = 0;
			for (int a = 0; a < momentum.dimension(); a++) {
				double component = 0;
				for (int i = 0; i < n; i++) component += (signs >> i & 1) == 0 ? inputs[i][a] : -inputs[i][a];
				square = Math.fma(component, component, square);
			}
			sum += propagator.value(Math.sqrt(square), momentum.weighted() ? 1 : n / 2) / norm;
		}
		for (int i = 0; i < n; i += 2) factor *= norm / 2; // (2 norm)^{n/2} 2^{1-n}
		return factor * sum;
	}

	private final class Map implements ForwardMap {

		/** Modes of a tile. */
		private static final int TILE = 512;

		private final int points;
		private final long key;
		private final Blas blas;
		private final double amplitude;
		private final double[] p, c;
		private double[] features;

		Map(int points, long key, Blas blas) {
			this.points = points;
			this.key = key;
			this.blas = blas;
			amplitude = Math.sqrt(2 * momentum.norm());
			int rows = Math.min(TILE, outputs);
			p = new double[rows * inputs()];
			c = new double[rows];
		}

		@Override
		public void input(double[] entering) {
			features = entering;
		}

		@Override
		public void apply(long draw, double[] out) {
			int d = inputs();
			for (int i = 0; i < outputs; i += TILE) {
				int m = Math.min(TILE, outputs - i);
				momentum.fill(key, draw, momenta.stream(), (long) i * d, p, 0, m * d);
				phase.fill(key, draw, phases.stream(), i, c, 0, m);
				blas.multiplyTransposed(points, m, d, 1, features, 0, d, p, 0, d, 0, out, i, outputs);
				for (int q = 0; q < points; q++) Rows.add(c, 0, out, q * outputs + i, m);
				for (int l = 0; l < m; l++) {
					double square = momentum.mass() * momentum.mass();
					for (int j = 0; j < d; j++) square = Math.fma(p[l * d + j], p[l * d + j], square);
					c[l] = momentum.weighted() ? amplitude : amplitude / Math.sqrt(square);
				}
				for (int q = 0; q < points; q++) {
					int row = q * outputs + i;
					Elementary.cos(out, row, out, row, m);
					for (int l = 0; l < m; l++) out[row + l] *= c[l];
				}
			}
		}
	}
}
