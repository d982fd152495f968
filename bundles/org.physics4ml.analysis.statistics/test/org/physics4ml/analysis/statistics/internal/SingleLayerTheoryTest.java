package org.physics4ml.analysis.statistics.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.compute.statistics.SetPartitions;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.SingleLayer;

/** Exact values at small widths against the sum over all states of networks that have finitely many. */
class SingleLayerTheoryTest {

	private static final Points POINTS = new Points(new double[][] { { 0 }, { 1 } });

	/** Mean 0, variance 2, skew: -1 twice as often as 2. */
	private static final double[] WEIGHTS = { -1, -1, 2 };
	/** Mean 0, variance 1/2. */
	private static final double[] BIASES = { -0.5, -0.5, 1 };
	/** Equally frequent values of a neuron at the two points. */
	private static final double[][] NEURONS = { { 1, 0.5 }, { -0.25, 2 } };

	private record Discrete(double[] values) implements Law {

		private double moment(int n) {
			return Arrays.stream(values).map(value -> StrictMath.pow(value, n)).average().orElseThrow();
		}

		@Override
		public double variance() {
			return moment(2);
		}

		@Override
		public double standardisedMoment(int n) {
			return moment(n) / StrictMath.pow(variance(), n / 2.0);
		}

		@Override
		public boolean isGaussian() {
			return false;
		}

		@Override
		public boolean isEven() {
			return false;
		}

		@Override
		public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
			throw new AssertionError("nothing is drawn");
		}
	}

	/** Weights taken one after the other from -3, 1, 2 without putting back: dependent, exchangeable, skew. */
	private record Urn() implements Law {

		private static final int[] VALUES = { -3, 1, 2 };
		/** The ways to take three. */
		static final int[][] ORDERS = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

		static int weight(int order, int neuron) {
			return VALUES[ORDERS[order][neuron]];
		}

		@Override
		public double variance() {
			return 14 / 3.0;
		}

		@Override
		public double standardisedMoment(int n) {
			return jointMoment(n).getAsDouble();
		}

		@Override
		public OptionalDouble jointMoment(int... orders) {
			double sum = 0;
			for (int order = 0; order < ORDERS.length; order++) {
				double product = 1;
				for (int i = 0; i < orders.length; i++)
					product *= StrictMath.pow(weight(order, i), orders[i]);
				sum += product;
			}
			return OptionalDouble.of(sum / ORDERS.length / StrictMath.pow(variance(), Arrays.stream(orders).sum() / 2.0));
		}

		@Override
		public boolean isGaussian() {
			return false;
		}

		@Override
		public boolean isEven() {
			return false;
		}

		@Override
		public boolean isIndependent() {
			return false;
		}

		@Override
		public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
			throw new AssertionError("nothing is drawn");
		}
	}

	private record Network(int width, Law readoutWeight) implements Ensemble, SingleLayer {

		Network(int width) {
			this(width, new Discrete(WEIGHTS));
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
			return List.of(new ParameterGroup("weight-out", Role.WEIGHT, 1, 0, width), new ParameterGroup("bias-out", Role.BIAS, 1, 1, 1));
		}

		@Override
		public List<Law> laws() {
			return List.of(readoutWeight(), readoutBias());
		}

		@Override
		public boolean isEven() {
			return false;
		}

		@Override
		public Law readoutBias() {
			return new Discrete(BIASES);
		}

		@Override
		public Object neuron() {
			return getClass();
		}

		@Override
		public Optional<Expectation> moment(Points points, int[] indices) {
			double mean = 0;
			for (double[] neuron : NEURONS)
				mean += Arrays.stream(indices).mapToDouble(p -> neuron[p]).reduce(1, (a, b) -> a * b) / NEURONS.length;
			return Optional.of(new Expectation(mean, "closed form"));
		}
	}

	/** E of the product of φ at the points, over all states. */
	private static double moment(int width, int[] fields) {
		int states = WEIGHTS.length * NEURONS.length, all = (int) StrictMath.pow(states, width) * BIASES.length;
		double sum = 0;
		for (int state = 0; state < all; state++) {
			double[] phi = { 0, 0 };
			int rest = state / BIASES.length;
			for (int i = 0; i < width; i++, rest /= states)
				for (int p = 0; p < 2; p++)
					phi[p] += WEIGHTS[rest % states % WEIGHTS.length] * NEURONS[rest % states / WEIGHTS.length][p];
			double product = 1;
			for (int p : fields)
				product *= phi[p] / Math.sqrt(width) + BIASES[state % BIASES.length];
			sum += product;
		}
		return sum / all;
	}

	/** The same with weights from the urn. */
	private static double urnMoment(int width, int[] fields) {
		int neurons = 1 << width;
		double sum = 0;
		for (int state = 0; state < Urn.ORDERS.length * neurons; state++) {
			double[] phi = { 0, 0 };
			for (int i = 0; i < width; i++)
				for (int p = 0; p < 2; p++)
					phi[p] += Urn.weight(state / neurons, i) * NEURONS[state >> i & 1][p];
			for (double bias : BIASES)
				sum += Arrays.stream(fields).mapToDouble(p -> phi[p] / Math.sqrt(width) + bias).reduce(1, (a, b) -> a * b);
		}
		return sum / Urn.ORDERS.length / neurons / BIASES.length;
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void dependentWeightsGiveTheMomentsOfTheSumOverStates(int width) throws Exception {
		allOrders(new Network(width, new Urn()), fields -> urnMoment(width, fields));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 4 })
	void allOrdersAreThoseOfTheSumOverStates(int width) throws Exception {
		allOrders(new Network(width), fields -> moment(width, fields));
	}

	private static void allOrders(Network network, ToDoubleFunction<int[]> exact) throws Exception {
		var sites = new Sites(POINTS, 1, 4, List.of("all"));
		var theory = new SingleLayerTheory(network, POINTS, sites, new HashMap<>());
		for (var row : sites.rows()) {
			int[] fields = row.fields();
			var found = theory.value(fields).orElseThrow();
			double connected = 0, size = 0; // of the terms
			for (int[] partition : SetPartitions.all(fields.length)) {
				double product = 1;
				for (int block = 0; block < partition.length; block++) {
					int mask = partition[block];
					int[] members = IntStream.range(0, fields.length).filter(i -> (mask >> i & 1) == 1).map(i -> fields[i]).toArray();
					product *= exact.applyAsDouble(members) * (block > 0 ? -block : 1); // (-1)^{|π|-1} (|π|-1)!
				}
				connected += product;
				size += Math.abs(product);
			}
			assertEquals(exact.applyAsDouble(fields), found.moment(), 1e-12 * Math.max(1, size), row.label());
			assertEquals(connected, found.connected(), 1e-12 * Math.max(1, size), row.label());
			assertTrue(fields.length != 3 || Math.abs(connected) > 0.01, "the test sees odd orders");
		}
	}
}
