package org.physics4ml.core.network;

/**
 * Capability: the layers behind the first are all alike, K ← σ_b² + σ_w² E σ(u)σ(v) at infinite width, so that there is a limit of infinite depth.
 *
 * @param activation     σ
 * @param weightVariance σ_w²
 * @param biasVariance   σ_b²
 * @param first          the variances of the first layer
 */
public record RepeatedLayer(Nonlinearity activation, double weightVariance, double biasVariance, First first) {

	/**
	 * @param weightVariance σ_w²
	 * @param biasVariance   σ_b²
	 */
	public record First(double weightVariance, double biasVariance) {

		/** K¹ = σ_b² + σ_w² x·x/d */
		public double variance(double[] x) {
			double square = 0;
			for (double coordinate : x) square = Math.fma(coordinate, coordinate, square);
			return Math.fma(weightVariance, square / x.length, biasVariance);
		}
	}
}
