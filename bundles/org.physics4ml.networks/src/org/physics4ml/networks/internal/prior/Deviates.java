package org.physics4ml.networks.internal.prior;

import org.physics4ml.compute.math.Elementary;
import org.physics4ml.compute.random.RandomStream;

/** Random numbers of one draw and stream, one after the other, for laws that take as many as it needs. For one thread. */
final class Deviates {

	private final long key, draw;
	private final int stream;
	private long next;

	Deviates(long key, long draw, int stream) {
		this.key = key;
		this.draw = draw;
		this.stream = stream;
	}

	/** Two numbers of a stream with neighbouring indices share a block: every second index is taken. */
	private long index() {
		long index = next;
		next += 2;
		return index;
	}

	/** Uniform in (0, 1). */
	double uniform() {
		return RandomStream.uniform(key, draw, stream, index());
	}

	/** N(0, 1). */
	double normal() {
		return RandomStream.normal(key, draw, stream, index());
	}

	/**
	 * Density x^{a-1} e^{-x}/Γ(a), by rejection from a cubed normal variable; below a = 1 a variable of shape a+1 times u^{1/a}. G. Marsaglia, W. W. Tsang, ACM Trans. Math.
	 * Softw. 26, 363 (2000), doi:10.1145/358407.358414.
	 *
	 * @param shape a > 0
	 */
	double gamma(double shape) {
		if (shape < 1) return gamma(shape + 1) * Elementary.exp(Elementary.log(uniform()) / shape);
		double d = shape - 1.0 / 3, c = 1 / Math.sqrt(9 * d);
		while (true) {
			double x = normal(), u = uniform(), root = 1 + c * x, v = root * root * root;
			if (root > 0 && Elementary.log(u) < x * x / 2 + d * (1 - v + Elementary.log(v))) return d * v;
		}
	}
}
