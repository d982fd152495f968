package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Law;
import org.physics4ml.networks.internal.layer.Dense.Parameterisation;

/**
 * Where powers of the width n stand, arXiv:2011.14522: layer l has the weights n^{-a_l} θ with θ of variance σ_w² n^{-2b_l}; the first layer has 1/d beside, and its n is its own
 * width, that of other layers the width before. Biases scale as the weights of the first layer. Networks differ from those of the NTK parameterisation in the scale of
 * weights before training by n^{1/2-a_l-b_l} (first layer n^{-a_1-b_1}), and in their derivatives.
 *
 * @param a a_1 … a_{L+1}; null for the NTK parameterisation with θ of variance 1
 * @param b b_1 … b_{L+1}
 */
record Abc(double[] a, double[] b, boolean standard) {

	private static final String ABC = "abc";

	/** @param layers L + 1 */
	static Abc of(Parameters parameters, int layers) throws UnsuitableException {
		String name = parameters.text("parameterisation");
		double[] a = parameters.reals("a"), b = parameters.reals("b");
		if (!name.equals(ABC) && (a.length > 0 || b.length > 0))
			throw new UnsuitableException(a.length > 0 ? "architecture.a" : "architecture.b", "exponents are given, and the parameterisation is " + name, "set architecture.parameterisation=abc, or leave them out");
		return switch (name) {
		case "standard" -> new Abc(null, null, true);
		case "mu-p" -> new Abc(exponents(layers, -0.5, 0, 0.5), exponents(layers, 0.5, 0.5, 0.5), false);
		case "mean-field" -> new Abc(exponents(layers, 0, 0.5, 1), exponents(layers, 0, 0, 0), false);
		case ABC -> new Abc(explicit("architecture.a", a, layers), explicit("architecture.b", b, layers), false);
		default -> new Abc(null, null, false);
		};
	}

	private static double[] explicit(String path, double[] values, int layers) throws UnsuitableException {
		if (values.length != layers) throw new UnsuitableException(path, values.length + " exponents for " + layers + " layers", "give one for each layer, the readout included, e.g. " + path + "=[0,0.5]");
		return values;
	}

	private static double[] exponents(int layers, double first, double between, double last) {
		var exponents = new double[layers];
		Arrays.fill(exponents, between);
		exponents[0] = first;
		exponents[layers - 1] = last;
		return exponents;
	}

	/**
	 * The laws of the scaled parameters.
	 *
	 * @param laws  weight-1, bias-1, …
	 * @param sizes d, N_1 … N_L, D
	 */
	List<Law> laws(List<Law> laws, int[] sizes) {
		if (a == null) return laws;
		var scaled = new ArrayList<Law>();
		for (int l = 0; l < a.length; l++) {
			scaled.add(scaled(laws.get(2 * l), power(width(l, sizes), (l == 0 ? 0 : 0.5) - a[l] - b[l])));
			scaled.add(scaled(laws.get(2 * l + 1), power(width(l, sizes), -a[0] - b[0])));
		}
		return scaled;
	}

	/** Of layer l, from 0. */
	Parameterisation parameterisation(int l, int[] sizes) {
		if (standard) return Parameterisation.STANDARD;
		if (a == null) return Parameterisation.NTK;
		double first = l == 0 ? 0 : 0.5;
		boolean convergent = a[l] == first && b[l] == 0 && a[0] == 0;
		return new Parameterisation(power(width(l, sizes), 2 * (first - a[l])), power(width(l, sizes), -2 * a[0]), convergent);
	}

	private static int width(int l, int[] sizes) {
		return sizes[Math.max(1, l)];
	}

	private static double power(double n, double exponent) {
		return exponent == 0 ? 1 : StrictMath.pow(n, exponent);
	}

	private static Law scaled(Law law, double scale) {
		return scale == 1 || law.variance() == 0 ? law : new Scaled(law, scale);
	}

	/** The law of s w. */
	private record Scaled(Law law, double scale) implements Law {

		@Override
		public double variance() {
			return scale * scale * law.variance();
		}

		@Override
		public double standardisedMoment(int n) {
			return law.standardisedMoment(n);
		}

		@Override
		public boolean isGaussian() {
			return law.isGaussian();
		}

		@Override
		public boolean isUniform() {
			return law.isUniform();
		}

		@Override
		public boolean isEven() {
			return law.isEven();
		}

		@Override
		public boolean isIndependent() {
			return law.isIndependent();
		}

		@Override
		public boolean isSpherical() {
			return law.isSpherical();
		}

		@Override
		public OptionalDouble jointMoment(int... orders) {
			return law.jointMoment(orders);
		}

		@Override
		public Optional<double[][]> rule(double growth, int panels) {
			return law.rule(scale * growth, panels).map(rule -> new double[][] { Arrays.stream(rule[0]).map(w -> scale * w).toArray(), rule[1] });
		}

		@Override
		public boolean isScaleMixture() {
			return law.isScaleMixture();
		}

		@Override
		public double commonVariance(long key, long draw, int stream) {
			return scale * scale * law.commonVariance(key, draw, stream);
		}

		@Override
		public double work() {
			return law.work();
		}

		@Override
		public Optional<String> sampling() {
			return law.sampling();
		}

		@Override
		public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
			law.fill(key, draw, stream, firstIndex, out, offset, length);
			for (int i = offset; i < offset + length; i++) out[i] *= scale;
		}
	}
}
