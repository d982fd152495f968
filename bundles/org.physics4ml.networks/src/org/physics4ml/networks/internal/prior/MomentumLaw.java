package org.physics4ml.networks.internal.prior;

import java.util.OptionalDouble;

import org.physics4ml.compute.field.Propagator;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.core.network.Law;

/**
 * The law of the momenta of a scalar field: independent vectors p in the ball |p| &lt; Λ in d = 1 … 4 dimensions with isotropic density, constant or ∝ 1/(p² + m²). Parameter i·d + j is
 * component j of momentum i. The length is the inverse distribution function of a uniform deviate, the direction that of d normal deviates.
 *
 * @param weighted whether the density is ∝ 1/(p² + m²)
 */
public record MomentumLaw(int dimension, double mass, double cutoff, boolean weighted) implements Law {

	private static final int BATCH = 64;

	/** E p_j² = (1/d) E p². */
	@Override
	public double variance() {
		return radial(2) / dimension;
	}

	/** E |p|ⁿ: by ∫ p²/(p²+m²) = ∫ 1 - m² ∫ 1/(p²+m²) for n = 2, by the integral over the ball else. */
	private double radial(int n) {
		int power = weighted ? 1 : 0;
		double norm = 0, sum = 0;
		int steps = 64 + (int) Math.min(100_000, 64 * cutoff / mass);
		for (int i = 0; i < steps; i++) { // p = Λ (1 - (1-x)²(1+2x)) moves the nodes to both ends; midpoints
			double x = (i + 0.5) / steps, p = cutoff * x * x * (3 - 2 * x), slope = x * (1 - x), density = slope;
			for (int j = 1; j < dimension; j++) density *= p;
			if (power == 1) density /= p * p + mass * mass;
			norm += density;
			for (int j = 0; j < n; j++) density *= p;
			sum += density;
		}
		return sum / norm;
	}

	/** Of one component: E |p|ⁿ times that of a unit vector, Π_{i<n/2} (2i+1)/(d+2i). */
	@Override
	public double standardisedMoment(int n) {
		if (n % 2 == 1) return 0;
		double moment = radial(n), variance = variance();
		for (int i = 0; i < n / 2; i++) moment *= (2 * i + 1.0) / (dimension + 2 * i) / variance;
		return moment;
	}

	/** Of components of different momenta in one dimension; not known else. */
	@Override
	public OptionalDouble jointMoment(int... orders) {
		return dimension == 1 || orders.length == 1 ? Law.super.jointMoment(orders) : OptionalDouble.empty();
	}

	@Override
	public boolean isIndependent() {
		return dimension == 1;
	}

	@Override
	public boolean isGaussian() {
		return false;
	}

	@Override
	public boolean isEven() {
		return true;
	}

	@Override
	public void fill(long key, long draw, int stream, long first, double[] out, int offset, int length) {
		if (dimension == 1) {
			RandomStream.uniforms(key, draw, stream, first, out, offset, length);
			for (int j = offset; j < offset + length; j++) {
				double u = Math.fma(2, out[j], -1);
				out[j] = Math.copySign(length(Math.abs(u)), u);
			}
			return;
		}
		if (length == 0) return;
		RandomStream.normals(key, draw, stream, first, out, offset, length);
		double[] lengths = new double[BATCH], direction = new double[dimension];
		for (long i = first / dimension, end = (first + length - 1) / dimension + 1; i < end; i += BATCH) {
			int n = (int) Math.min(BATCH, end - i);
			RandomStream.uniforms(key, draw, ~stream, i, lengths, 0, n);
			for (int l = 0; l < n; l++) scale(key, draw, stream, i + l, length(lengths[l]), first, out, offset, length, direction);
		}
	}

	/** Gives momentum i its length, as far as it is in the slice. */
	private void scale(long key, long draw, int stream, long i, double to, long first, double[] out, int offset, int length, double[] direction) {
		long begin = i * dimension - first;
		double square = 0;
		if (begin < 0 || begin + dimension > length) RandomStream.normals(key, draw, stream, i * dimension, direction, 0, dimension);
		else System.arraycopy(out, offset + (int) begin, direction, 0, dimension);
		for (double component : direction) square += component * component;
		for (int j = 0; j < dimension; j++)
			if (begin + j >= 0 && begin + j < length) out[offset + (int) begin + j] = direction[j] * (to / Math.sqrt(square));
	}

	/** |p| below which the part u of the momenta lies. */
	private double length(double u) {
		if (!weighted) return switch (dimension) {
		case 1 -> cutoff * u;
		case 2 -> cutoff * Math.sqrt(u);
		case 3 -> cutoff * Elementary.exp(Elementary.log(u) / 3);
		default -> cutoff * Math.sqrt(Math.sqrt(u));
		};
		double edge = cutoff / mass;
		return mass * switch (dimension) {
		case 1 -> { // tan(u atan(Λ/m))
			double angle = u * StrictMath.atan(edge);
			yield Elementary.sin(angle) / Elementary.cos(angle);
		}
		case 2 -> Math.sqrt(Elementary.expm1(u * Elementary.log1p(edge * edge)));
		default -> inverse(u * primitive(edge), edge);
		};
	}

	/** ∫_0^q p^{d-1} dp/(p²+1) in three and four dimensions: q - atan q and (q² - ln(1+q²))/2. */
	private double primitive(double q) {
		return dimension == 3 ? q - StrictMath.atan(q) : (q * q - Elementary.log1p(q * q)) / 2;
	}

	/** Newton's method on the convex primitive: from the first step on it comes from above. */
	private double inverse(double target, double edge) {
		double q = dimension == 3 ? target < 1 ? StrictMath.cbrt(3 * target) : target + Math.PI / 2 : target < 1 ? Math.sqrt(Math.sqrt(4 * target)) : Math.sqrt(2 * target) + 1;
		q = Math.min(q, edge);
		for (int step = 0; step < 40; step++) {
			double slope = (dimension == 3 ? q * q : q * q * q) / (q * q + 1), next = q - (primitive(q) - target) / slope;
			if (!(Math.abs(next - q) > 1e-14 * q)) return Math.clamp(next, 0, edge);
			q = next;
		}
		return Math.clamp(q, 0, edge);
	}

	/** ∫_{|p|&lt;Λ} d^dp/(2π)^d, with the factor 1/(p²+m²) where momenta are weighted by it: what the density is normalised by. */
	public double norm() {
		return propagator().value(0, weighted ? 1 : 0);
	}

	/** The field's propagator. */
	public Propagator propagator() {
		return new Propagator(dimension, mass, cutoff);
	}
}
