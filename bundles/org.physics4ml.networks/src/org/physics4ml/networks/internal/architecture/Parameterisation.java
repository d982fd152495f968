package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.LayerPlan.Group;
import org.physics4ml.core.network.ParameterGroup.Role;

/**
 * Where powers of the width n stand, arXiv:2011.14522, one rule for the weights of every layer of any architecture: n^{-a} θ with θ of variance σ_w² n^{-2b}, trained by θ.
 *
 * <pre>
 *                        first layer    between      last
 *   ntk                  a = 0          1/2          1/2      b = 0             θ of variance 1
 *   standard             a = 0          0            0        b = 0, 1/2, 1/2   θ is the weight with the layer's factor
 *   mu-p                 a = -1/2       0            1/2      b = 1/2
 *   mean-field           a = 0          1/2          1        b = 0
 * </pre>
 *
 * Layers have the factor n^{-1/2} with the number n of features that enter a neuron, filter taps and positions included; where these are the coordinates of a point, which stay, n is the number of neurons instead
 * and the factor beside it. Biases scale as the weights of the first layer, but those of the readout, whose number stays, do not. So networks differ from those of the NTK parameterisation in the scale of weights before training by
 * n^{1/2-a-b} (first layer n^{-a-b}), and in their {@linkplain Law#derivativeFactor derivatives}.
 */
final class Parameterisation {

	private static final String ABC = "abc", STANDARD = "standard";

	private final String name;
	private final double[] a, b;

	private Parameterisation(String name, double[] a, double[] b) {
		this.name = name;
		this.a = a;
		this.b = b;
	}

	/** By the parameters {@code parameterisation}, {@code a} and {@code b}. */
	static Parameterisation of(Parameters parameters) throws UnsuitableException {
		String name = parameters.text("parameterisation");
		double[] a = parameters.reals("a"), b = parameters.reals("b");
		if (!name.equals(ABC) && (a.length > 0 || b.length > 0))
			throw new UnsuitableException(a.length > 0 ? "architecture.a" : "architecture.b", "exponents are given, and the parameterisation is " + name, "set architecture.parameterisation=abc, or leave them out");
		return new Parameterisation(name, a, b);
	}

	/**
	 * The laws of the scaled parameters.
	 *
	 * @param planned groups of the whole network
	 * @param laws    theirs
	 * @param layers  L + 1
	 * @throws UnsuitableException if there are not as many exponents as layers
	 */
	List<Law> laws(List<Group> planned, List<Law> laws, int layers) throws UnsuitableException {
		if (name.equals(ABC)) {
			require("architecture.a", a, layers);
			require("architecture.b", b, layers);
		}
		var scaled = new ArrayList<Law>();
		for (int g = 0; g < laws.size(); g++) scaled.add(scaled(planned.get(g), laws.get(g)));
		return scaled;
	}

	/** Whether networks have one law at all widths, but for what falls as 1/n: that of the NTK parameterisation. */
	boolean isConvergent(List<Group> planned) {
		return planned.stream().map(this::exponents).allMatch(exponents -> exponents.base == exponents.a + exponents.b);
	}

	/** Whether derivatives by parameters do not depend on the widths either. */
	boolean isTangentConvergent(List<Group> planned) {
		return !name.equals(STANDARD) && planned.stream().map(this::exponents).allMatch(exponents -> exponents.a == exponents.base && exponents.b == 0);
	}

	private static void require(String path, double[] values, int layers) throws UnsuitableException {
		if (values.length != layers) throw new UnsuitableException(path, values.length + " exponents for " + layers + " layers", "give one for each layer, the readout included, e.g. " + path + "=[0,0.5]");
	}

	private Law scaled(Group group, Law law) {
		if (name.equals("ntk")) return law;
		if (name.equals(STANDARD)) return new Scaled(law, 1, group.role() == Role.WEIGHT ? group.inputs() : 1);
		var exponents = exponents(group);
		double n = group.first() ? group.last() ? 1 : group.outputs() : group.inputs();
		return new Scaled(law, law.variance() == 0 ? 1 : power(n, exponents.base - exponents.a - exponents.b), power(n, 2 * (exponents.base - exponents.a)));
	}

	/** @param base the power of 1/n that the layer has already */
	private record Exponents(double base, double a, double b) {
	}

	private Exponents exponents(Group group) {
		boolean first = group.first() || group.role() == Role.BIAS, last = group.last() && !first;
		double base = first ? 0 : 0.5;
		if (group.last() && first) return new Exponents(0, 0, 0); // outputs are as many at every width
		return switch (name) {
		case "mu-p" -> new Exponents(base, first ? -0.5 : last ? 0.5 : 0, 0.5);
		case "mean-field" -> new Exponents(base, first ? 0 : last ? 1 : 0.5, 0);
		case ABC -> new Exponents(base, a[first ? 0 : group.layer()], b[first ? 0 : group.layer()]);
		default -> new Exponents(base, base, 0);
		};
	}

	private static double power(double n, double exponent) {
		return exponent == 0 ? 1 : StrictMath.pow(n, exponent);
	}

	/** The law of s w, with derivatives by other parameters. */
	private record Scaled(Law law, double scale, double derivativeFactor) implements Law {

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
			if (scale != 1) for (int i = offset; i < offset + length; i++) out[i] *= scale;
		}
	}
}
