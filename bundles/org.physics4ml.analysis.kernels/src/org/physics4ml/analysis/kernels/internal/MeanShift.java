package org.physics4ml.analysis.kernels.internal;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.WidthExpansion;

/** How the mean kernel of the finite network differs from the limit: not at all for one hidden layer, by the first order of the 1/N expansion where that is known (PHYSICS 8.2). */
final class MeanShift {

	/** From here on two terms of the expansion do not tell what the sum is. */
	private static final double SMALL = 0.1;
	/** Entries times layers that are computed within seconds. */
	private static final int MOST = 3000;

	private final boolean exact;
	private final Optional<WidthExpansion> expansion;
	private final Cell cell;
	/** Of each pair of distinct points, NaN where it is not known; empty before it is computed. */
	private double[] shifts = {};
	private double parameter;

	private MeanShift(boolean exact, Optional<WidthExpansion> expansion, Cell cell) {
		this.exact = exact;
		this.expansion = expansion;
		this.cell = cell;
	}

	/** Of a kernel that is the limit at every width, or of one of whose mean nothing is known. */
	static MeanShift none(boolean exact) {
		return new MeanShift(exact, Optional.empty(), null);
	}

	/** Of the NNGP kernel. */
	static MeanShift of(InfiniteWidth limit, Cell cell) {
		int pairs = DrawSampler.packedLength(cell.points().distinctCount());
		return limit.isMeanExact() || pairs * cell.ensemble().widths().size() > MOST ? none(limit.isMeanExact()) : new MeanShift(false, cell.ensemble().capability(WidthExpansion.class), cell);
	}

	/** Whether the mean is the limit at every width. */
	boolean exact() {
		return exact;
	}

	/** To be called once, before what is below. */
	void compute(Steps steps) throws UnsuitableException {
		if (expansion.isEmpty())
			return;
		var found = expansion.get().expansion(cell.points());
		int k = cell.points().distinctCount();
		shifts = new double[DrawSampler.packedLength(k)];
		for (int p = 0, at = 0; p < k; p++)
			for (int q = p; q < k; q++, at++) {
				steps.at(at / (double) shifts.length, "corrections of order 1/N");
				shifts[at] = found.meanShift(found.layers(), p, q).orElse(Double.NaN);
			}
		parameter = found.parameter(found.layers());
	}

	/** Of the entry at a pair of distinct points; empty where it is not known. */
	OptionalDouble of(int pair) {
		return exact ? OptionalDouble.of(0) : shifts.length == 0 || Double.isNaN(shifts[pair]) ? OptionalDouble.empty() : OptionalDouble.of(shifts[pair]);
	}

	/** Whether all are known. */
	boolean isKnown() {
		return exact || shifts.length > 0 && Arrays.stream(shifts).noneMatch(Double::isNaN);
	}

	/** L/N, Σ 1/N_l; 0 where the mean is exact. */
	double parameter() {
		return parameter;
	}

	/** Whether the first order can stand for the shift. */
	boolean isSmall() {
		return parameter <= SMALL;
	}

	/** How large the next order may be. */
	double nextOrder(double shift, double scale) {
		return 4 * parameter * Math.max(Math.abs(shift), parameter * scale);
	}
}
