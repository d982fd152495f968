package org.physics4ml.compute.internal;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector loops of kernel maps over rows of pairs, lane by lane the operations of their scalar twins. Each does the whole vectors and returns how many
 * pairs that was. Loaded only where {@link Simd#AVAILABLE}.
 */
public final class KernelLanes {

	private static final VectorSpecies<Double> SPECIES = ElementaryLanes.SPECIES;
	private static final int LANES = SPECIES.length();
	private static final double TWO_OVER_PI = 2 / StrictMath.PI;
	private static final DoubleVector ZERO = ElementaryLanes.all(0), ONE = ElementaryLanes.all(1), TWO = ElementaryLanes.all(2), FOUR = ElementaryLanes.all(4), TINY = ElementaryLanes.all(Double.MIN_VALUE);
	private static final DoubleVector MINUS_TWO_OVER_PI = ElementaryLanes.all(-TWO_OVER_PI),
			FOUR_OVER_PI = ElementaryLanes.all(4 / StrictMath.PI);

	private static final Loop ATAN_REST = new Loop("atanRest");

	/** 1/n, for as many terms as a series has. */
	private static final double[] INVERSES = new double[8200];

	static {
		for (int n = 1; n < INVERSES.length; n++) INVERSES[n] = 1.0 / n;
	}

	private KernelLanes() {
	}

	private static DoubleVector load(double[] x, int i) {
		return DoubleVector.fromArray(SPECIES, x, i);
	}

	/** Of f(z) = m z + n |z|, from m², n² and (m²+n²)^-2. The arc tangent, for which vectors wait longest, is a loop of its own: {@code work} holds 4n numbers. */
	public static int piecewiseLinear(double mm, double nn, double norm, double[] a, double[] rootA, int i, int step, double[] b, double[] rootB, double[] fb, int j, double[] c, double[] sine2, int at, double[] slope,
			double[] work, int n) {
		int end = SPECIES.loopBound(n);
		DoubleVector squareM = ElementaryLanes.all(mm), squareN = ElementaryLanes.all(nn), norms = ElementaryLanes.all(norm);
		for (int k = 0; k < end; k += LANES) {
			var root = either(rootA, i + k * step, step).mul(load(rootB, j + k));
			var quotient = root.div(root.add(load(c, at + k).abs()).max(TINY));
			var sine = load(sine2, at + k);
			var tangent = quotient.mul(sine.sqrt());
			tangent.intoArray(work, k);
			tangent.mul(tangent).intoArray(work, 3 * n + k);
			quotient.mul(sine).intoArray(work, 2 * n + k);
		}
		ATAN_REST.vectors(work, 3 * n, work, n, end);
		for (int k = 0; k < end; k += LANES) {
			var cov = load(c, at + k);
			var root = either(rootA, i + k * step, step).mul(load(rootB, j + k));
			var arc = MINUS_TWO_OVER_PI.mul(load(work, k));
			var z = load(work, 3 * n + k);
			var tail = load(work, n + k);
			var lost = load(work, 2 * n + k);
			var distance = lost.mul(arc.fma(ONE.sub(z).fma(tail, ONE), ONE));
			var image = squareN.mul(root).fma(ONE.sub(distance), squareM.mul(cov));
			var gain = squareN.fma(copySign(TWO.mul(arc).fma(z.neg().fma(tail, ONE), ONE), cov), squareM);
			var collinear = load(sine2, at + k).compare(EQ, ZERO);
			if (collinear.anyTrue()) {
				image = image.blend(load(fb, j + k), collinear.and(cov.compare(EQ, either(a, i + k * step, step))).and(cov.compare(EQ, load(b, j + k))));
				gain = gain.blend(squareM, root.compare(EQ, ZERO));
			}
			image.intoArray(c, at + k);
			if (slope != null) gain.intoArray(slope, k);
			var away = lost.blend(TWO.sub(lost), cov.compare(LT, ZERO));
			squareM.fma(away, squareN.mul(distance)).mul(squareM.fma(TWO.sub(away), squareN.mul(TWO.sub(distance)))).mul(norms).intoArray(sine2, at + k);
		}
		return end;
	}

	/** Of erf. {@code work} holds 2n numbers. */
	public static int erf(double[] a, double[] fa, int i, int step, double[] b, double[] fb, int j, double[] c, double[] sine2, int at, double[] slope, double[] work, int n) {
		int end = SPECIES.loopBound(n);
		for (int k = 0; k < end; k += LANES) {
			var x = either(a, i + k * step, step);
			var y = load(b, j + k);
			var delta = load(sine2, at + k).mul(x.mul(y));
			var root = ONE.add(TWO.mul(x.add(y))).add(FOUR.mul(delta)).sqrt();
			var hypotenuse = ONE.add(TWO.mul(x)).mul(ONE.add(TWO.mul(y))).sqrt();
			var tangent = TWO.mul(load(c, at + k)).div(root.add(hypotenuse));
			tangent.intoArray(work, k);
			tangent.mul(tangent).intoArray(work, n + k);
			if (slope != null) FOUR_OVER_PI.div(root).intoArray(slope, k);
		}
		ATAN_REST.vectors(work, n, work, n, end);
		for (int k = 0; k < end; k += LANES) {
			var tangent = load(work, k);
			var fy = load(fb, j + k);
			var cov = load(c, at + k);
			var image = FOUR_OVER_PI.mul(tangent.mul(ONE.sub(tangent.mul(tangent).mul(load(work, n + k)))));
			image = image.blend(fy, load(sine2, at + k).compare(EQ, ZERO).and(cov.compare(EQ, either(a, i + k * step, step))).and(cov.compare(EQ, load(b, j + k))));
			image.intoArray(c, at + k);
			normalisedDeterminant(either(fa, i + k * step, step), fy, image).intoArray(sine2, at + k);
		}
		return end;
	}

	/** Of sin²ϑ under c → s c + t. */
	public static int shift(double[] rootA, double[] inverseA, int i, int step, double[] rootB, double[] inverseB, int j, double[] c, double[] sine2, int at, int n, double s, double t) {
		int end = SPECIES.loopBound(n);
		DoubleVector factor = ElementaryLanes.all(s), mixed = ElementaryLanes.all(s * t);
		for (int k = 0; k < end; k += LANES) {
			var ra = step == 0 ? DoubleVector.broadcast(SPECIES, rootA[i]) : load(rootA, i + k);
			var ia = step == 0 ? DoubleVector.broadcast(SPECIES, inverseA[i]) : load(inverseA, i + k);
			var rb = load(rootB, j + k);
			var z = load(c, at + k);
			var sine = load(sine2, at + k);
			var root = ra.mul(rb);
			var difference = ra.sub(rb);
			var lost = root.mul(sine).mul(root.div(root.add(z.abs()).max(TINY)));
			var distance = difference.fma(difference, TWO.mul(root.sub(z).blend(lost, z.compare(GT, ZERO))));
			var inverse = ia.mul(load(inverseB, j + k));
			var scale = factor.mul(root).mul(inverse);
			sine.fma(scale.mul(scale), distance.mul(inverse).mul(mixed.mul(inverse))).intoArray(sine2, at + k);
		}
		return end;
	}

	/**
	 * dot_k = Σ_l A_l B_l x^l and sum_k = Σ_l A_l B_l x^l/(offset + stride · l + 1) with x = ρ^stride, l below the count of the pair, by Horner's rule. Two vectors at a time, since each sum waits for itself.
	 */
	public static int series(int offset, int stride, double[] termsA, int strideA, int i, int step, double[] termsB, int strideB, int j, double[] counts, double[] rho, double[] dots, double[] sums, int n) {
		int end = n - n % (2 * LANES);
		for (int k = 0; k < end; k += 2 * LANES) {
			int p = i + k * step, q = j + k, most = 0, least = Integer.MAX_VALUE;
			for (int l = k; l < k + 2 * LANES; l++) {
				most = Math.max(most, (int) counts[l]);
				least = Math.min(least, (int) counts[l]);
			}
			DoubleVector x = load(rho, k), x2 = load(rho, k + LANES), dot = ZERO, dot2 = ZERO, sum = ZERO, sum2 = ZERO;
			if (stride == 2) {
				x = x.mul(x);
				x2 = x2.mul(x2);
			}
			int l = most - 1;
			if (most > least) {
				DoubleVector ends = load(counts, k), ends2 = load(counts, k + LANES);
				for (; l >= least; l--) {
					var inverse = DoubleVector.broadcast(SPECIES, INVERSES[offset + stride * l + 1]);
					var product = ZERO.blend(either(termsA, l * strideA + p, step).mul(load(termsB, l * strideB + q)), ends.compare(GT, l));
					var product2 = ZERO.blend(either(termsA, l * strideA + p + LANES * step, step).mul(load(termsB, l * strideB + q + LANES)), ends2.compare(GT, l));
					dot = dot.fma(x, product);
					dot2 = dot2.fma(x2, product2);
					sum = sum.fma(x, product.mul(inverse));
					sum2 = sum2.fma(x2, product2.mul(inverse));
				}
			}
			for (; l >= 0; l--) {
				var inverse = DoubleVector.broadcast(SPECIES, INVERSES[offset + stride * l + 1]);
				var product = either(termsA, l * strideA + p, step).mul(load(termsB, l * strideB + q));
				var product2 = either(termsA, l * strideA + p + LANES * step, step).mul(load(termsB, l * strideB + q + LANES));
				dot = dot.fma(x, product);
				dot2 = dot2.fma(x2, product2);
				sum = sum.fma(x, product.mul(inverse));
				sum2 = sum2.fma(x2, product2.mul(inverse));
			}
			dot.intoArray(dots, k);
			dot2.intoArray(dots, k + LANES);
			sum.intoArray(sums, k);
			sum2.intoArray(sums, k + LANES);
		}
		return end;
	}

	/** From these sums K and sin²ϑ, and K̇ in the place of dot. */
	public static int ofSeries(int offset, int i, int step, int j, double[] rho, double[] dots, double[] sums, double[] meanA, double[] meanB, double[] a, double[] b, double[] fa, double[] fb, double[] c,
			double[] sine2, int at, int n) {
		int end = SPECIES.loopBound(n);
		for (int k = 0; k < end; k += LANES) {
			int p = i + k * step, q = j + k;
			var sum = load(sums, k);
			if (offset == 1) {
				load(dots, k).mul(load(rho, k)).intoArray(dots, k);
				sum = sum.mul(load(rho, k));
			}
			var cov = load(c, at + k);
			var fy = load(fb, q);
			var image = cov.fma(sum, either(meanA, p, step).mul(load(meanB, q)));
			image = image.blend(fy, load(sine2, at + k).compare(EQ, ZERO).and(cov.compare(EQ, either(a, p, step))).and(cov.compare(EQ, load(b, q))));
			image.intoArray(c, at + k);
			normalisedDeterminant(either(fa, p, step), fy, image).intoArray(sine2, at + k);
		}
		return end;
	}

	private static DoubleVector either(double[] x, int i, int step) {
		return step == 0 ? DoubleVector.broadcast(SPECIES, x[i]) : load(x, i);
	}

	/** sin²ϑ from the entries. */
	public static int sine2(double[] a, int i, int step, double[] b, int j, double[] c, double[] sine2, int at, int n) {
		int end = SPECIES.loopBound(n);
		for (int k = 0; k < end; k += LANES) normalisedDeterminant(either(a, i + k * step, step), load(b, j + k), load(c, at + k)).intoArray(sine2, at + k);
		return end;
	}

	/** (fa fb - K²)/(fa fb) ≥ 0 */
	private static DoubleVector normalisedDeterminant(DoubleVector fx, DoubleVector fy, DoubleVector image) {
		var square = image.mul(image);
		return fx.fma(fy, square.neg()).add(image.neg().fma(image, square)).max(ZERO).div(fx.mul(fy).max(TINY));
	}

	private static DoubleVector copySign(DoubleVector x, DoubleVector sign) {
		return ElementaryLanes.flip(x.abs(), sign.reinterpretAsLongs());
	}
}
