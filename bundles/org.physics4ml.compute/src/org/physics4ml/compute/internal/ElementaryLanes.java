package org.physics4ml.compute.internal;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.function.DoubleUnaryOperator;

import org.physics4ml.compute.math.Elementary;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector twins of {@link Elementary}: operation by operation the same, so that each lane has the bits of the scalar
 * function. Loaded only where {@link Simd#AVAILABLE}.
 *
 * <p>
 * Each slice form does the whole vectors of the slice and returns how many elements that was; the caller does the rest.
 * There is one loop for each function because the compiler keeps vectors in registers only where it sees the function.
 */
public final class ElementaryLanes {

	/** As wide as the machine computes well. */
	public static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

	private static final int LANES = SPECIES.length();

	// Constants stand as vectors: each broadcast counts against the number of operations that the compiler inlines.
	private static final DoubleVector ZERO = all(0), ONE = all(1), TWO = all(2), FOUR = all(4), HALF = all(0.5), MINUS_HALF = all(-0.5), MINUS_ONE = all(-1);
	private static final DoubleVector SHIFT = all(0x1.8p52), SQRT_HALF = all(0x1.6a09e667f3bcdp-1), REDUCED = all(0x1p30);
	private static final DoubleVector LOG2_E = all(Coefficients.LOG2_E), LN2_HIGH = all(Coefficients.LN2_HIGH), LN2_LOW = all(Coefficients.LN2_LOW);
	private static final DoubleVector TWO_OVER_PI = all(Coefficients.TWO_OVER_PI), HALF_PI_1 = all(Coefficients.HALF_PI_1), HALF_PI_2 = all(Coefficients.HALF_PI_2),
			HALF_PI_3 = all(Coefficients.HALF_PI_3);
	private static final DoubleVector EXP_MAX = all(710), EXP_MIN = all(-746), SIXTY = all(60), MINUS_FORTY = all(-40), TANH_MAX = all(22), ERF_MAX = all(6), ERFC_MAX = all(28),
			NORMAL_MAX = all(39), NORMAL_MIN = all(-39), MIN_NORMAL = all(Double.MIN_NORMAL), MAX_VALUE = all(Double.MAX_VALUE);
	private static final DoubleVector ERF_HIGH = all(Coefficients.ERF_HIGH), ERF_LOW = all(Coefficients.ERF_LOW);
	private static final LongVector SHIFT_BITS = SHIFT.reinterpretAsLongs(), SQRT_HALF_BITS = SQRT_HALF.reinterpretAsLongs(), ZERO_BITS = ZERO.reinterpretAsLongs(),
			ONE_BIT = ZERO_BITS.add(1), SIGN_BIT = ZERO_BITS.add(Long.MIN_VALUE), ONE_BITS = ONE.reinterpretAsLongs();

	private ElementaryLanes() {
	}

	/** @see Elementary#exp(double) */
	public static DoubleVector exp(DoubleVector x) {
		return timesExp(ONE, x.min(EXP_MAX).max(EXP_MIN), ZERO);
	}

	/** @see Elementary#exp(double[], int, double[], int, int) */
	public static int exp(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) exp(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#expm1(double) */
	public static DoubleVector expm1(DoubleVector x) {
		if (x.compare(GT, SIXTY).anyTrue()) return each(Elementary::expm1, x);
		return withSign(expm1(x.max(MINUS_FORTY), ZERO).abs(), x);
	}

	/** @see Elementary#expm1(double[], int, double[], int, int) */
	public static int expm1(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) expm1(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#log(double) */
	public static DoubleVector log(DoubleVector x) {
		var normal = x.compare(GE, MIN_NORMAL).and(x.compare(LE, MAX_VALUE));
		return normal.allTrue() ? logOfNormal(x) : each(Elementary::log, x);
	}

	/** @see Elementary#log(double[], int, double[], int, int) */
	public static int log(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) log(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#log1p(double) */
	public static DoubleVector log1p(DoubleVector x) {
		var finite = x.compare(GT, MINUS_ONE).and(x.compare(LE, MAX_VALUE));
		if (!finite.allTrue()) return each(Elementary::log1p, x);
		var u = x.add(ONE);
		var b = u.sub(ONE);
		var error = ONE.sub(u.sub(b)).add(x.sub(b));
		return withSign(logOfNormal(u).add(error.div(u)).abs(), x);
	}

	/** @see Elementary#log1p(double[], int, double[], int, int) */
	public static int log1p(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) log1p(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#sin(double) */
	public static DoubleVector sin(DoubleVector x) {
		var a = x.abs();
		if (!a.compare(LE, REDUCED).allTrue()) return each(Elementary::sin, x);
		var shifted = a.fma(TWO_OVER_PI, SHIFT);
		var q = SHIFT.sub(shifted);
		var y = q.fma(HALF_PI_1, a);
		var p = q.mul(HALF_PI_2);
		var r = y.add(p);
		var low = reductionError(q, y, p, r);
		var quadrant = shifted.reinterpretAsLongs();
		return flip(sinOrCos(r, low, odd(quadrant)), quadrant.lanewise(LSHL, 62).lanewise(XOR, x.reinterpretAsLongs()));
	}

	/** @see Elementary#sin(double[], int, double[], int, int) */
	public static int sin(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) sin(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#cos(double) */
	public static DoubleVector cos(DoubleVector x) {
		var a = x.abs();
		if (!a.compare(LE, REDUCED).allTrue()) return each(Elementary::cos, x);
		var shifted = a.fma(TWO_OVER_PI, SHIFT);
		var q = SHIFT.sub(shifted);
		var y = q.fma(HALF_PI_1, a);
		var p = q.mul(HALF_PI_2);
		var r = y.add(p);
		var low = reductionError(q, y, p, r);
		var quadrant = shifted.reinterpretAsLongs();
		// A quarter further, the cosine is a sine.
		quadrant = quadrant.add(ONE_BIT);
		return flip(sinOrCos(r, low, odd(quadrant)), quadrant.lanewise(LSHL, 62));
	}

	/** @see Elementary#cos(double[], int, double[], int, int) */
	public static int cos(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) cos(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#tanh(double) */
	public static DoubleVector tanh(DoubleVector x) {
		var a = x.abs().min(TANH_MAX);
		var t = expm1(a.add(a), ZERO);
		return withSign(t.div(t.add(TWO)), x);
	}

	/** @see Elementary#tanh(double[], int, double[], int, int) */
	public static int tanh(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) tanh(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#erf(double) */
	public static DoubleVector erf(DoubleVector x) {
		var a = x.abs().min(ERF_MAX);
		var high = a.mul(ERF_HIGH);
		var low = a.fma(ERF_HIGH, high.neg());
		low = a.fma(a.fma(polynomial(Coefficients.ERF, a), ERF_LOW), low);
		var g = high.add(low);
		return withSign(expm1(g, high.sub(g).add(low)).abs(), x);
	}

	/** @see Elementary#erf(double[], int, double[], int, int) */
	public static int erf(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) erf(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#erfc(double) */
	public static DoubleVector erfc(DoubleVector x) {
		var a = x.abs().min(ERFC_MAX);
		var h = a.mul(a);
		var y = timesExp(erfcx(a), h.neg(), a.fma(a, h.neg()).neg());
		return y.blend(TWO.sub(y), x.compare(LT, ZERO));
	}

	/** @see Elementary#erfc(double[], int, double[], int, int) */
	public static int erfc(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) erfc(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#normalCdf(double) */
	public static DoubleVector normalCdf(DoubleVector x) {
		var a = x.abs().min(NORMAL_MAX);
		var h = a.mul(a);
		var y = timesExp(erfcx(a.mul(SQRT_HALF)).mul(HALF), h.mul(MINUS_HALF), a.fma(a, h.neg()).mul(MINUS_HALF));
		return y.blend(ONE.sub(y), x.compare(GT, ZERO));
	}

	/** @see Elementary#normalCdf(double[], int, double[], int, int) */
	public static int normalCdf(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) normalCdf(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#gaussian(double) */
	public static DoubleVector gaussian(DoubleVector x) {
		var a = x.abs().min(NORMAL_MAX);
		var h = a.mul(a);
		return timesExp(ONE, h.mul(MINUS_HALF), a.fma(a, h.neg()).mul(MINUS_HALF));
	}

	/** @see Elementary#gaussian(double[], int, double[], int, int) */
	public static int gaussian(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) gaussian(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#gelu(double) */
	public static DoubleVector gelu(DoubleVector x) {
		return x.max(NORMAL_MIN).mul(normalCdf(x));
	}

	/** @see Elementary#gelu(double[], int, double[], int, int) */
	public static int gelu(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) gelu(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#sigmoid(double) */
	public static DoubleVector sigmoid(DoubleVector x) {
		var e = timesExp(ONE, x.abs().neg().max(EXP_MIN), ZERO);
		return ONE.blend(e, x.compare(LT, ZERO)).div(e.add(ONE));
	}

	/** @see Elementary#sigmoid(double[], int, double[], int, int) */
	public static int sigmoid(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) sigmoid(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#softplus(double) */
	public static DoubleVector softplus(DoubleVector x) {
		var e = timesExp(ONE, x.abs().neg().max(EXP_MIN), ZERO);
		var u = e.add(ONE);
		return x.max(ZERO).add(logOfNormal(u).add(e.sub(u.sub(ONE)).div(u)));
	}

	/** @see Elementary#softplus(double[], int, double[], int, int) */
	public static int softplus(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) softplus(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** @see Elementary#silu(double) */
	public static DoubleVector silu(DoubleVector x) {
		return x.max(EXP_MIN).mul(sigmoid(x));
	}

	/** @see Elementary#silu(double[], int, double[], int, int) */
	public static int silu(double[] x, int i, double[] y, int j, int n) {
		int end = SPECIES.loopBound(n);
		for (int m = 0; m < end; m += LANES) silu(load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** Two vectors at a time, as each waits for itself. @see Elementary#atanRest(double[], int, double[], int, int) */
	public static int atanRest(double[] x, int i, double[] y, int j, int n) {
		double[] c = Coefficients.ATAN;
		int end = SPECIES.loopBound(n), m = 0;
		for (; m <= end - 2 * LANES; m += 2 * LANES) {
			var first = load(x, i + m);
			var second = load(x, i + m + LANES);
			var z = first.mul(first);
			var z2 = second.mul(second);
			int k = c.length - 2;
			DoubleVector even = all(c[k]), even2 = even, odd = all(c[k + 1]), odd2 = odd;
			for (k -= 2; k >= 0; k -= 2) {
				even = even.fma(z, all(c[k]));
				even2 = even2.fma(z2, all(c[k]));
				odd = odd.fma(z, all(c[k + 1]));
				odd2 = odd2.fma(z2, all(c[k + 1]));
			}
			odd.fma(first, even).intoArray(y, j + m);
			odd2.fma(second, even2).intoArray(y, j + m + LANES);
		}
		for (; m < end; m += LANES) polynomial(c, load(x, i + m)).intoArray(y, j + m);
		return end;
	}

	/** ln x of normal x. */
	public static DoubleVector logOfNormal(DoubleVector x) {
		var bits = x.reinterpretAsLongs();
		var k = bits.sub(SQRT_HALF_BITS).lanewise(ASHR, 52);
		var f = bits.sub(k.lanewise(LSHL, 52)).reinterpretAsDoubles().sub(ONE);
		var n = k.add(SHIFT_BITS).reinterpretAsDoubles().sub(SHIFT);
		var s = f.div(f.add(TWO));
		var z = s.mul(s);
		var h = f.mul(HALF).mul(f);
		var w = s.fma(z.fma(polynomial(Coefficients.LOG, z), h), n.mul(LN2_LOW));
		return n.fma(LN2_HIGH, f.sub(h.sub(w)));
	}

	/** sin(r + low) for |r| &lt;= 0.79, cos(r + low) in the odd lanes. */
	private static DoubleVector sinOrCos(DoubleVector r, DoubleVector low, VectorMask<Double> odd) {
		var z = r.mul(r);
		var s = all(Coefficients.SIN[Coefficients.SIN.length - 1]);
		var c = all(Coefficients.COS[Coefficients.COS.length - 1]);
		for (int k = Coefficients.SIN.length - 2; k >= 0; k--) {
			s = s.fma(z, all(Coefficients.SIN[k]));
			c = c.fma(z, all(Coefficients.COS[k]));
		}
		return sin(r, low, z, s).blend(cos(r, low, z, c), odd);
	}

	/** sin(r + low), z = r<sup>2</sup>, from the value s of its polynomial. */
	private static DoubleVector sin(DoubleVector r, DoubleVector low, DoubleVector z, DoubleVector s) {
		return r.add(r.mul(z).fma(s, z.mul(MINUS_HALF).fma(low, low)));
	}

	/** cos(r + low), z = r<sup>2</sup>, from the value c of its polynomial. */
	private static DoubleVector cos(DoubleVector r, DoubleVector low, DoubleVector z, DoubleVector c) {
		var h = z.mul(HALF);
		var w = ONE.sub(h);
		return w.add(ONE.sub(w).sub(h).add(z.mul(z).fma(c, r.mul(low).neg())));
	}

	/** Changes the sign of x where the top bit of {@code sign} is set. */
	public static DoubleVector flip(DoubleVector x, LongVector sign) {
		return x.reinterpretAsLongs().lanewise(XOR, sign.and(SIGN_BIT)).reinterpretAsDoubles();
	}

	/** Which lanes are odd. */
	public static VectorMask<Double> odd(LongVector n) {
		return n.and(ONE_BIT).compare(NE, ZERO_BITS).cast(SPECIES);
	}

	/** The vector with every lane equal to x. */
	public static DoubleVector all(double x) {
		return DoubleVector.broadcast(SPECIES, x);
	}

	private static DoubleVector load(double[] x, int i) {
		return DoubleVector.fromArray(SPECIES, x, i);
	}

	/** The rare vectors with a lane out of the range of the polynomials. */
	private static DoubleVector each(DoubleUnaryOperator function, DoubleVector x) {
		double[] lanes = x.toArray();
		for (int m = 0; m < LANES; m++) lanes[m] = function.applyAsDouble(lanes[m]);
		return load(lanes, 0);
	}

	private static DoubleVector timesExp(DoubleVector factor, DoubleVector x, DoubleVector low) {
		var shifted = x.fma(LOG2_E, SHIFT);
		var n = SHIFT.sub(shifted);
		var r = n.fma(LN2_LOW, n.fma(LN2_HIGH, x)).add(low);
		var p = r.mul(r).fma(polynomial(Coefficients.EXP, r), r);
		var k = shifted.reinterpretAsLongs();
		var half = k.lanewise(ASHR, 1);
		return factor.fma(p, factor).mul(powerOfTwo(half)).mul(powerOfTwo(k.sub(half)));
	}

	private static DoubleVector expm1(DoubleVector x, DoubleVector low) {
		var shifted = x.fma(LOG2_E, SHIFT);
		var n = SHIFT.sub(shifted);
		var high = n.fma(LN2_HIGH, x);
		var r = n.fma(LN2_LOW, high);
		var rest = n.fma(LN2_LOW, high.sub(r)).add(low);
		rest = r.mul(r).fma(polynomial(Coefficients.EXP, r), rest);
		var scale = powerOfTwo(shifted.reinterpretAsLongs());
		return scale.fma(rest, scale.fma(r, scale.sub(ONE)));
	}

	private static DoubleVector powerOfTwo(LongVector k) {
		return k.lanewise(LSHL, 52).add(ONE_BITS).reinterpretAsDoubles();
	}

	private static DoubleVector reductionError(DoubleVector q, DoubleVector y, DoubleVector p, DoubleVector r) {
		return q.fma(HALF_PI_3, y.sub(r).add(p).add(q.fma(HALF_PI_2, p.neg())));
	}

	private static DoubleVector erfcx(DoubleVector x) {
		var q = ONE.div(x.add(FOUR));
		return polynomial(Coefficients.ERFCX, x.mul(q).fma(TWO, MINUS_ONE)).mul(q);
	}

	private static DoubleVector withSign(DoubleVector x, DoubleVector sign) {
		return flip(x, sign.reinterpretAsLongs());
	}

	/** The loop over the coefficients is not written out: the compiler inlines only so many vector operations. */
	private static DoubleVector polynomial(double[] c, DoubleVector x) {
		var z = x.mul(x);
		int k = c.length - 2;
		var even = all(c[k]);
		var odd = all(c[k + 1]);
		for (k -= 2; k >= 0; k -= 2) {
			even = even.fma(z, all(c[k]));
			odd = odd.fma(z, all(c[k + 1]));
		}
		return odd.fma(x, even);
	}
}
