package org.physics4ml.compute.internal;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;
import static org.physics4ml.compute.internal.ElementaryLanes.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector twins of {@link org.physics4ml.compute.random.RandomStream}: a lane is a Philox block. Loaded only where
 * {@link Simd#AVAILABLE}.
 */
public final class RandomLanes {

	private static final VectorSpecies<Long> LONGS = SPECIES.withLanes(long.class);
	private static final int LANES = SPECIES.length();

	/** Pairs between two stages, so that they stay in the first cache. */
	private static final int CHUNK = 512;

	private static final long LOW_HALF = 0xffffffffL, MULTIPLIER_0 = 0xD2511F53L, MULTIPLIER_1 = 0xCD9E8D57L;
	private static final LongVector LOW = LongVector.broadcast(LONGS, LOW_HALF);
	private static final LongVector WEYL_0 = LongVector.broadcast(LONGS, 0x9E3779B9L), WEYL_1 = LongVector.broadcast(LONGS, 0xBB67AE85L);
	private static final LongVector LANE = LongVector.broadcast(LONGS, 1).addIndex(1);
	private static final LongVector ONE_BITS = ElementaryLanes.all(1).reinterpretAsLongs();
	private static final DoubleVector ONE_LESS = ElementaryLanes.all(1 - 0x1p-53);
	private static final LongVector ONE = LongVector.broadcast(LONGS, 1);
	private static final DoubleVector UNIT = ElementaryLanes.all(1), HALF = ElementaryLanes.all(0.5), FOUR = ElementaryLanes.all(4), MINUS_QUARTER = ElementaryLanes.all(-0.25), MINUS_TWO = ElementaryLanes.all(-2);
	private static final DoubleVector SHIFT = ElementaryLanes.all(0x1.8p52), TWO_PI = ElementaryLanes.all(Coefficients.TWO_PI);
	private static final VectorShuffle<Double> ZIP_LOW = VectorShuffle.makeZip(SPECIES, 0), ZIP_HIGH = VectorShuffle.makeZip(SPECIES, 1);

	private static final Stage[] UNIFORM = { RandomLanes::philox, RandomLanes::zip };
	private static final Stage[] NORMAL = { RandomLanes::philox, RandomLanes::radii, RandomLanes::rotate, RandomLanes::zip };

	private interface Stage {
		void apply(long key, long draw, int stream, long block, double[] out, int offset, int pairs);
	}

	private RandomLanes() {
	}

	/** Both deviates of blocks from {@code block} on, side by side; returns how many pairs are done. */
	public static int uniforms(long key, long draw, int stream, long block, double[] out, int offset, int pairs) {
		int done = SPECIES.loopBound(pairs);
		run(UNIFORM, key, draw, stream, block, out, offset, done);
		return done;
	}

	/** As {@link #uniforms}, normal deviates. */
	public static int normals(long key, long draw, int stream, long block, double[] out, int offset, int pairs) {
		int done = SPECIES.loopBound(pairs);
		run(NORMAL, key, draw, stream, block, out, offset, done);
		return done;
	}

	/** The stages are called through an array, so that the compiler takes each by itself: together they exceed what it inlines. */
	private static void run(Stage[] stages, long key, long draw, int stream, long block, double[] out, int offset, int pairs) {
		for (int first = 0; first < pairs; first += CHUNK)
			for (var stage : stages) stage.apply(key, draw, stream, block + first, out, offset + 2 * first, Math.min(CHUNK, pairs - first));
	}

	/** Uniform deviates, those of even number of {@link #LANES} blocks before those of odd number. */
	private static void philox(long key, long draw, int stream, long block, double[] out, int offset, int pairs) {
		// Block b has the counter b + 1.
		var first = LANE.add(block);
		for (int m = 0; m < pairs; m += LANES) {
			var c0 = first.add(m);
			var c1 = LongVector.broadcast(LONGS, stream);
			var c2 = LongVector.broadcast(LONGS, draw);
			var c3 = LongVector.broadcast(LONGS, draw >>> 32);
			var key0 = LongVector.broadcast(LONGS, key);
			var key1 = LongVector.broadcast(LONGS, key >>> 32);
			// Words stand in the low halves; what stands above them is cut off before it counts.
			for (int round = 0; round < 10; round++) {
				var p0 = product(c0, MULTIPLIER_0);
				var p1 = product(c2, MULTIPLIER_1);
				c0 = p1.lanewise(LSHR, 32).lanewise(XOR, c1.lanewise(XOR, key0));
				c2 = p0.lanewise(LSHR, 32).lanewise(XOR, c3.lanewise(XOR, key1));
				c1 = p1;
				c3 = p0;
				key0 = key0.add(WEYL_0);
				key1 = key1.add(WEYL_1);
			}
			int j = offset + 2 * m;
			uniform(c0, c1).intoArray(out, j);
			uniform(c2, c3).intoArray(out, j + LANES);
		}
	}

	/**
	 * Product of the low halves. The compiler takes one instruction for it instead of six where it sees both factors masked, with a mask that is made here: twice the speed of the whole generator.
	 */
	private static LongVector product(LongVector word, long multiplier) {
		var low = LongVector.broadcast(LONGS, LOW_HALF);
		return word.and(low).mul(LongVector.broadcast(LONGS, multiplier).and(low));
	}

	private static DoubleVector uniform(LongVector high, LongVector low) {
		var bits = high.lanewise(LSHL, 32).or(low.and(LOW));
		return bits.lanewise(LSHR, 12).or(ONE_BITS).reinterpretAsDoubles().sub(ONE_LESS);
	}

	/** Of each pair of vectors, the radius for the first uniform deviate. */
	private static void radii(long key, long draw, int stream, long block, double[] out, int offset, int pairs) {
		for (int j = offset, end = offset + 2 * pairs; j < end; j += 2 * LANES)
			ElementaryLanes.logOfNormal(DoubleVector.fromArray(SPECIES, out, j)).mul(MINUS_TWO).sqrt().intoArray(out, j);
	}

	/** Of each pair of vectors, normal deviates for radius and turns. */
	private static void rotate(long key, long draw, int stream, long block, double[] out, int offset, int pairs) {
		for (int j = offset, end = offset + 2 * pairs; j < end; j += 2 * LANES) {
			var radius = DoubleVector.fromArray(SPECIES, out, j);
			var turns = DoubleVector.fromArray(SPECIES, out, j + LANES);
			var shifted = turns.fma(FOUR, SHIFT);
			var r = shifted.sub(SHIFT).fma(MINUS_QUARTER, turns).mul(TWO_PI);
			var z = r.mul(r);
			// Made here: a constant that enters a loop as a vector object leaves it as one.
			var s = ElementaryLanes.all(Coefficients.SIN[Coefficients.SIN.length - 1]);
			var c = ElementaryLanes.all(Coefficients.COS[Coefficients.COS.length - 1]);
			for (int k = Coefficients.SIN.length - 2; k >= 0; k--) {
				s = s.fma(z, ElementaryLanes.all(Coefficients.SIN[k]));
				c = c.fma(z, ElementaryLanes.all(Coefficients.COS[k]));
			}
			var sin = r.add(r.mul(z).mul(s));
			var h = z.mul(HALF);
			var w = UNIT.sub(h);
			var cos = w.add(UNIT.sub(w).sub(h).add(z.mul(z).mul(c)));
			var quadrant = shifted.reinterpretAsLongs();
			var odd = ElementaryLanes.odd(quadrant);
			var first = ElementaryLanes.flip(cos.blend(sin, odd), quadrant.add(ONE).lanewise(LSHL, 62)).mul(radius);
			var second = ElementaryLanes.flip(sin.blend(cos, odd), quadrant.lanewise(LSHL, 62)).mul(radius);
			first.intoArray(out, j);
			second.intoArray(out, j + LANES);
		}
	}

	/** Puts the deviates of each pair of vectors side by side. */
	private static void zip(long key, long draw, int stream, long block, double[] out, int offset, int pairs) {
		for (int j = offset, end = offset + 2 * pairs; j < end; j += 2 * LANES) {
			var first = DoubleVector.fromArray(SPECIES, out, j);
			var second = DoubleVector.fromArray(SPECIES, out, j + LANES);
			first.rearrange(ZIP_LOW, second).intoArray(out, j);
			first.rearrange(ZIP_HIGH, second).intoArray(out, j + LANES);
		}
	}
}
