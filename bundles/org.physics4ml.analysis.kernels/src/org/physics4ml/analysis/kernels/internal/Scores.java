package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Scalar;

/**
 * How well predictions meet targets that they were not made from. Errors are those of a mean over the targets' points, as if these were independent.
 *
 * @param error       root of the mean squared error, over points and outputs
 * @param logDensity  mean over points of ln p of the target, outputs added up; missing where a variance is 0
 * @param accuracy    fraction of points at which the largest mean is that of the label; missing where targets are numbers
 * @param confusion   [label][predicted], counts; empty where targets are numbers
 */
record Scores(Value error, Value logDensity, Value accuracy, int[][] confusion) {

	private static final double LOG_TWO_PI = StrictMath.log(2 * StrictMath.PI);

	record Value(double value, double standardError) {

		static final Value MISSING = new Value(Double.NaN, Double.NaN);

		/** The mean of independent numbers. */
		static Value mean(double[] numbers) {
			double mean = 0, square = 0;
			for (double number : numbers)
				mean += number;
			mean /= numbers.length;
			for (double number : numbers)
				square += (number - mean) * (number - mean);
			return new Value(mean, numbers.length < 2 ? Double.NaN : Math.sqrt(square / (numbers.length - 1) / numbers.length));
		}

		Scalar scalar(String name) {
			return new Scalar(name, optional(value), optional(standardError), Column.DIMENSIONLESS);
		}

		static OptionalDouble optional(double number) {
			return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
		}
	}

	/**
	 * @param noise   added to the variance
	 * @param classes 0 where targets are numbers
	 */
	static Scores of(Prediction prediction, double noise, List<double[]> targets, int classes) {
		int m = targets.size(), outputs = prediction.mean().length;
		double[] squares = new double[m], densities = new double[m], hits = new double[m];
		int[][] confusion = new int[classes][classes];
		for (int i = 0; i < m; i++) {
			double variance = prediction.variance()[i] + noise;
			for (int output = 0; output < outputs; output++) {
				double residual = targets.get(i)[output] - prediction.mean()[output][i];
				squares[i] += residual * residual / outputs;
				densities[i] -= 0.5 * (residual * residual / variance + StrictMath.log(variance) + LOG_TWO_PI);
			}
			if (classes > 0) {
				int label = label(targets.get(i)), predicted = predicted(prediction, i);
				confusion[label][predicted]++;
				hits[i] = label == predicted ? 1 : 0;
			}
		}
		Value square = Value.mean(squares), density = Value.mean(densities);
		double root = Math.sqrt(square.value);
		Value accuracy = classes == 0 ? Value.MISSING : Value.mean(hits);
		if (classes > 0) // binomial, as the scatter of equal hits says nothing
			accuracy = new Value(accuracy.value, Math.sqrt((accuracy.value * (1 - accuracy.value) + 0.25 / m) / m));
		return new Scores(new Value(root, root > 0 ? square.standardError / (2 * root) : Double.NaN), density, accuracy, confusion);
	}

	/** The output of the largest target; the first of equals. */
	static int label(double[] target) {
		int label = 0;
		for (int output = 1; output < target.length; output++)
			if (target[output] > target[label])
				label = output;
		return label;
	}

	/** The output of the largest mean at point i; the first of equals. */
	static int predicted(Prediction prediction, int i) {
		double[] means = new double[prediction.mean().length];
		for (int output = 0; output < means.length; output++)
			means[output] = prediction.mean()[output][i];
		return label(means);
	}

	/** The scalars that have a value, their names beginning with {@code prefix}. */
	List<Scalar> scalars(String prefix) {
		List<Scalar> scalars = new ArrayList<>();
		if (Double.isFinite(accuracy.value))
			scalars.add(accuracy.scalar(prefix.isEmpty() ? "accuracy" : prefix + "Accuracy"));
		scalars.add(error.scalar(prefix.isEmpty() ? "rootMeanSquaredError" : prefix + "RootMeanSquaredError"));
		if (Double.isFinite(logDensity.value))
			scalars.add(logDensity.scalar(prefix.isEmpty() ? "logPredictiveDensity" : prefix + "LogPredictiveDensity"));
		return scalars;
	}
}
