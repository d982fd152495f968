package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

import org.physics4ml.analysis.kernels.internal.Kernels.Quantities;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.linalg.Cholesky;
import org.physics4ml.compute.linalg.PositiveFactor;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Data;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.analysis.Variances;
import org.physics4ml.core.contribution.PriorParameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.Points;

/**
 * The marginal likelihood of n targets with independent Gaussian noise of variance s² under the process with the NNGP kernel K, A = K + s² 1, as a function of the
 * variances v of prior and noise (Rasmussen and Williams, Gaussian processes for machine learning, 2006, (2.30), (5.9)):
 *
 * <pre>
 *   ln p(y) = -(1/2) yᵀ A⁻¹ y - (1/2) ln det A - (n/2) ln 2π,   ∂ ln p/∂v = Σ_ij M_ij ∂K_ij/∂v,   M = (A⁻¹ y yᵀ A⁻¹ - A⁻¹)/2
 * </pre>
 *
 * summed over outputs, which are independent. ∂ ln p/∂s² = tr M is exact. K is a smooth function of ln v and is differentiated numerically, for any network: central
 * differences of eighth order, with the difference to those of sixth order and the rounding of K as a bound of the error. Immutable, thread-safe.
 */
final class Evidence {

	static final String NOISE = "noiseVariance";
	private static final double LOG_TWO_PI = StrictMath.log(2 * StrictMath.PI);
	/** Of ln v, divided by the number of layers: K is about v to that power. */
	private static final double STEP = 0.04;
	/** Of a variance that is 0, relative to that of the weights. */
	private static final double STEP_FROM_ZERO = 1e-3;
	private static final double ROUNDING = 0x1p-51, QUADRATURE = 1e-12;
	/** f'(0) h from f(h) - f(-h), f(2h) - f(-2h) … */
	private static final double[][] CENTRAL = { { 2.0 / 3, -1.0 / 12 }, { 0.75, -0.15, 1.0 / 60 }, { 0.8, -0.2, 4.0 / 105, -1.0 / 280 } };
	/** f'(0) h from f(0), f(h), f(2h) … */
	private static final double[][] FORWARD = { { -137.0 / 60, 5, -5, 10.0 / 3, -1.25, 0.2 }, { -2.45, 6, -7.5, 20.0 / 3, -3.75, 1.2, -1.0 / 6 } };

	private final Cell cell;
	private final Data data;
	private final List<String> names = new ArrayList<>();
	private final double[] start;
	private final int weights;
	private final int biases;
	/** With the variances of the experiment, at the points of the data and then others; null where it is not there. */
	private final Kernels known;

	/** @throws UnsuitableException if the network has no limit of infinite width */
	Evidence(Cell cell, Data data, double noiseVariance) throws UnsuitableException {
		Limits.of(cell);
		known = null;
		this.cell = cell;
		this.data = data;
		double[] weight = cell.variances().map(Variances::weight).orElse(new double[0]), bias = cell.variances().map(Variances::bias).orElse(new double[0]);
		weights = weight.length;
		biases = bias.length;
		name(PriorParameters.WEIGHT_VARIANCE, weights);
		name(PriorParameters.BIAS_VARIANCE, biases);
		names.add(NOISE);
		start = Arrays.copyOf(weight, weights + biases + 1);
		System.arraycopy(bias, 0, start, weights, biases);
		start[weights + biases] = noiseVariance;
	}

	private Evidence(Evidence plan, Kernels known) {
		this.known = known;
		cell = plan.cell;
		data = plan.data;
		names.addAll(plan.names);
		start = plan.start;
		weights = plan.weights;
		biases = plan.biases;
	}

	/** The same with the kernel that the variances of the experiment give, at the points of the data and then others. */
	Evidence with(Kernels kernels) {
		return new Evidence(this, kernels);
	}

	private void name(String name, int count) {
		for (int l = 0; l < count; l++)
			names.add(count == 1 ? name : name + "[" + l + "]");
	}

	/** Names of the variances, as in the experiment: those of the prior, then that of the noise. */
	List<String> names() {
		return names;
	}

	/** Their values in the experiment. */
	double[] start() {
		return start.clone();
	}

	/** Number of targets, all outputs together. */
	int targets() {
		return data.targets().size() * data.targets().getFirst().length;
	}

	/** The kernel at the points of the data, or at these and those of the experiment behind them, with other variances of the prior. */
	Kernels kernel(Points points, double[] variances, Steps steps) throws UnsuitableException {
		boolean started = Arrays.equals(variances, 0, weights + biases, start, 0, weights + biases);
		if (started && known != null)
			return known.first(points.distinctCount());
		InfiniteWidth limit = started ? Limits.of(cell)
				: cell.variances().orElseThrow().at(Arrays.copyOf(variances, weights), Arrays.copyOfRange(variances, weights, weights + biases)).capability(InfiniteWidth.class).orElseThrow();
		var kernels = Kernels.of(limit.blocks(points, points, Method.AUTO, false, false), points.distinctCount(), Quantities.NNGP, steps);
		kernels.requireFinite();
		return kernels;
	}

	/**
	 * The process given the data.
	 *
	 * @param variances  v
	 * @param kernel     at the points of the data, packed
	 * @param factor     of A
	 * @param solved     A⁻¹ y of each output
	 * @param log        ln p(y)
	 * @param closedForm whether the kernel is a closed form
	 */
	record Fitted(double[] variances, double[] kernel, PositiveFactor factor, double[][] solved, double log, boolean closedForm) {

		double noise() {
			return variances[variances.length - 1];
		}
	}

	/** @throws UnsuitableException if A is singular */
	Fitted at(double[] variances, Steps steps) throws UnsuitableException {
		Kernels kernels = kernel(data.points(), variances, steps.of(0, 0.5));
		return of(data, kernels.nngp(), variances, kernels.closedForm(), steps.of(0.5, 1, "Cholesky factor"));
	}

	/**
	 * The process with any kernel.
	 *
	 * @param kernel    at the points of the data, packed
	 * @param variances the last is that of the noise
	 * @param progress  as in {@link PositiveFactor}
	 */
	static Fitted of(Data data, double[] kernel, double[] variances, boolean closedForm, DoubleConsumer progress) throws UnsuitableException {
		int n = data.points().count(), outputs = data.targets().getFirst().length;
		double[] a = Joint.square(kernel, data.points(), n);
		double noise = variances[variances.length - 1];
		for (int i = 0; i < n; i++)
			a[i * n + i] += noise;
		var factor = new PositiveFactor(n, a, Cholesky.tolerance(n), Blas.java(), progress);
		var why = factor.dependent() < 0 ? null : Singular.of(data.points(), n, kernel, -1, null, 0);
		if (why != null)
			throw new UnsuitableException("data.points", "the kernel of the data is singular (condition number beyond 1e" + (int) -StrictMath.log10(Cholesky.tolerance(n))
					+ "): the function at point " + factor.dependent() + " follows from its values at others, as " + why.reason(), "set noiseVariance, or " + why.remedy());
		double[] y = new double[outputs * n], whitened;
		for (int i = 0; i < n; i++)
			for (int output = 0; output < outputs; output++)
				y[output * n + i] = data.targets().get(i)[output];
		factor.whiten(outputs, y);
		whitened = y.clone();
		factor.unwhiten(outputs, y);
		double log = -0.5 * outputs * (factor.logDeterminant() + n * LOG_TWO_PI);
		double[][] solved = new double[outputs][];
		for (int output = 0; output < outputs; output++) {
			double square = 0;
			for (int i = output * n; i < (output + 1) * n; i++)
				square = Math.fma(whitened[i], whitened[i], square);
			log -= 0.5 * square;
			solved[output] = Arrays.copyOfRange(y, output * n, (output + 1) * n);
		}
		return new Fitted(variances.clone(), kernel, factor, solved, log, closedForm);
	}

	/**
	 * @param derivatives of ln p with respect to the variances, not their logarithms
	 * @param bounds      of the errors; 0 where the derivative is exact
	 */
	record Gradient(double[] derivatives, double[] bounds) {
	}

	/**
	 * @param inverse A⁻¹
	 * @param wanted  of which variances of the prior; the others are NaN
	 * @param precise differences of eighth order, else of fourth, half as many kernels
	 */
	Gradient gradient(Fitted fitted, double[] inverse, boolean[] wanted, boolean precise, Steps steps) throws UnsuitableException {
		double[] derivatives = new double[start.length], bounds = new double[start.length];
		Arrays.fill(derivatives, Double.NaN);
		Arrays.fill(bounds, Double.NaN);
		double[] m = sensitivity(fitted, inverse, derivatives);
		bounds[start.length - 1] = 0;
		double size = 0, scale = 0;
		for (int pair = 0; pair < m.length; pair++)
			size = Math.fma(Math.abs(m[pair]), Math.abs(fitted.kernel[pair]), size);
		for (int l = 0; l < weights; l++)
			scale = Math.max(scale, fitted.variances[l]);
		double rounding = size * (fitted.closedForm ? ROUNDING : QUADRATURE), step = STEP / (cell.ensemble().widths().size() + 1);
		double all = weights + biases;
		for (int v = 0; v < weights + biases; v++)
			if (wanted[v]) {
				double value = fitted.variances[v], h = value > 0 ? step : STEP_FROM_ZERO * (scale > 0 ? scale : 1), unit = value > 0 ? h * value : h;
				double[] best = differences(fitted, m, v, h, precise, steps.of(v / all, (v + 1) / all));
				derivatives[v] = best[0] / unit;
				bounds[v] = (Math.abs(best[0] - best[1]) + rounding) / unit;
			}
		return new Gradient(derivatives, bounds);
	}

	/** h ∂ ln p/∂(ln v), or h ∂ ln p/∂v at v = 0, by the better and by the worse formula. */
	private double[] differences(Fitted fitted, double[] m, int v, double h, boolean precise, Steps steps) throws UnsuitableException {
		double value = fitted.variances[v];
		double[][] formulas = value == 0 ? FORWARD : precise ? new double[][] { CENTRAL[1], CENTRAL[2] } : new double[][] { { 0.5 }, CENTRAL[0] };
		double[] better = formulas[1], worse = formulas[0], sums = new double[2];
		for (int k = 0; k < better.length; k++) {
			int far = value == 0 ? k : k + 1;
			Steps part = steps.of(k / (double) better.length, (k + 1) / (double) better.length);
			double[] up = far == 0 ? fitted.kernel : moved(fitted, v, value > 0 ? value * StrictMath.exp(far * h) : far * h, part.of(0, 0.5));
			double[] down = value == 0 ? null : moved(fitted, v, value * StrictMath.exp(-far * h), part.of(0.5, 1));
			double change = 0;
			for (int pair = 0; pair < m.length; pair++)
				change = Math.fma(m[pair], up[pair] - (down == null ? fitted.kernel[pair] : down[pair]), change);
			sums[0] += better[k] * change;
			sums[1] += k < worse.length ? worse[k] * change : 0;
		}
		return sums;
	}

	private double[] moved(Fitted fitted, int v, double value, Steps steps) throws UnsuitableException {
		double[] variances = fitted.variances.clone();
		variances[v] = value;
		return kernel(data.points(), variances, (done, what) -> steps.at(done, "derivative with respect to " + names.get(v))).nngp();
	}

	/** M, summed over outputs and over equal points, packed: each pair p ≤ q of distinct points once. Sets the derivative with respect to the noise. */
	private double[] sensitivity(Fitted fitted, double[] inverse, double[] derivatives) {
		Points points = data.points();
		int n = points.count(), k = points.distinctCount();
		double[] m = new double[DrawSampler.packedLength(k)];
		double trace = 0;
		for (int i = 0; i < n; i++)
			for (int j = i; j < n; j++) {
				double entry = -fitted.solved.length * inverse[i * n + j];
				for (double[] solved : fitted.solved)
					entry = Math.fma(solved[i], solved[j], entry);
				if (i == j)
					trace += 0.5 * entry;
				int p = points.distinctIndex(i), q = points.distinctIndex(j);
				m[DrawSampler.index(Math.min(p, q), Math.max(p, q), k)] += i == j ? 0.5 * entry : entry;
			}
		derivatives[start.length - 1] = trace;
		return m;
	}
}
