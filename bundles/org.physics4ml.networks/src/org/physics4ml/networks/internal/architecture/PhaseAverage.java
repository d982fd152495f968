package org.physics4ml.networks.internal.architecture;

import java.util.OptionalDouble;
import java.util.stream.IntStream;

import org.physics4ml.compute.linalg.Cholesky;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.core.network.Points;

/**
 * E e^{w Σ_p J_p cos(u·x_p + b)} - 1 over one neuron of the cos-net, w ~ N(0, s²), u ~ N(0, σ_w²/d), b ~ U(-π, π). With the amplitude R² = Σ_pq J_p J_q cos u·(x_p - x_q) the average over w and the phase is
 * e^τ I_0(τ), τ = s²R²/4, a series of positive terms; what is left is a Gaussian average of an entire function over the span of u·(x_p - x_q), by the trapezoid rule with the step halved until it stands still.
 */
final class PhaseAverage {

	private static final double ACCURACY = 1e-14;
	/** Greatest τ, which bounds the tails; greatest number of nodes, which bounds the dimensions to three or so. */
	private static final double LARGEST = 50;
	private static final long NODES = 1 << 20;

	private final double[] source;
	private final double[][] forms;
	private final double quarter;

	/** @param forms [p][r]: u·(x_p - x_0) = Σ_r forms[p][r] ξ_r, ξ_r ~ N(0, 1) */
	private PhaseAverage(double[] source, double[][] forms, double quarter) {
		this.source = source;
		this.forms = forms;
		this.quarter = quarter;
	}

	/**
	 * @param weightVariance σ_w²
	 * @param deviation      s
	 * @return empty where the points span too many dimensions or the source is too large
	 */
	static OptionalDouble of(Points points, double[] source, double weightVariance, double deviation) {
		int[] used = IntStream.range(0, source.length).filter(p -> source[p] != 0).toArray();
		int n = used.length;
		if (n == 0) return OptionalDouble.of(0);
		var j = new double[n];
		double sum = 0;
		for (int p = 0; p < n; p++) sum += Math.abs(j[p] = source[used[p]]);
		double quarter = 0.25 * deviation * deviation, largest = quarter * sum * sum;
		if (!(largest <= LARGEST)) return OptionalDouble.empty();
		double[] origin = points.distinct(used[0]), packed = new double[n * (n + 1) / 2], factor = new double[n * n];
		for (int p = 0, at = 0; p < n; p++)
			for (int q = p; q < n; q++, at++)
				for (int a = 0; a < origin.length; a++)
					packed[at] = Math.fma((points.distinct(used[p])[a] - origin[a]) * (points.distinct(used[q])[a] - origin[a]), weightVariance / origin.length, packed[at]);
		if (!Double.isFinite(packed[packed.length - 1])) return OptionalDouble.empty();
		int rank = Cholesky.factor(n, packed, 0, Cholesky.tolerance(n), factor, 0, new int[n], new double[n]);
		var forms = new double[n][rank];
		double widest = 0;
		for (int p = 0; p < n; p++)
			for (int r = 0; r < rank; r++) {
				forms[p][r] = factor[r * n + p];
				widest = Math.max(widest, Math.abs(forms[p][r]));
			}
		var average = new PhaseAverage(j, forms, quarter);
		double radius = Math.sqrt(81 + 4 * largest), before = Double.NaN;
		// The spacing of the images 2π/step is beyond all harmonics that matter from the beginning.
		for (double step = 0.5 / (1 + widest);; step *= 0.5) {
			long side = 2 * (long) (radius / step) + 1, nodes = 1;
			for (int r = 0; r < rank && nodes <= NODES; r++) nodes *= side;
			if (nodes > NODES) return OptionalDouble.empty();
			double value = average.sum(0, new double[n], (int) (side / 2), step);
			if (Math.abs(value - before) <= ACCURACY * value || rank == 0) return OptionalDouble.of(value);
			before = value;
		}
	}

	/** The trapezoid rule in the variables from r on, the others being in the angles. */
	private double sum(int r, double[] angles, int side, double step) {
		if (r == forms[0].length) return excess(angles);
		double sum = 0;
		var moved = new double[angles.length];
		for (int k = -side; k <= side; k++) {
			for (int p = 0; p < angles.length; p++) moved[p] = Math.fma(forms[p][r], k * step, angles[p]);
			sum += step / Math.sqrt(2 * StrictMath.PI) * Elementary.gaussian(k * step) * sum(r + 1, moved, side, step);
		}
		return sum;
	}

	/** e^τ I_0(τ) - 1 = Σ_{n≥1} (2n)!/(n!)³ (τ/2)^n */
	private double excess(double[] angles) {
		double real = 0, imaginary = 0;
		for (int p = 0; p < angles.length; p++) {
			real = Math.fma(source[p], Elementary.cos(angles[p]), real);
			imaginary = Math.fma(source[p], Elementary.sin(angles[p]), imaginary);
		}
		double tau = quarter * (real * real + imaginary * imaginary), term = tau, sum = tau;
		for (int n = 1; term > 1e-17 * sum; n++) {
			term *= (2 * n + 1) * tau / ((n + 1.0) * (n + 1));
			sum += term;
		}
		return sum;
	}
}
