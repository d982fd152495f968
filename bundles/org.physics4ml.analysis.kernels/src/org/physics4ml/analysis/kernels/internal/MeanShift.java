package org.physics4ml.analysis.kernels.internal;

import java.util.Optional;
import java.util.OptionalDouble;

import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.WidthExpansion;
import org.physics4ml.core.network.WidthExpansion.Expansion;

/**
 * How the mean kernel of the finite network differs from the limit: not at all for one hidden layer, by the first order of the 1/N expansion where that is known (PHYSICS 8.2).
 *
 * @param exact     whether the mean is the limit at every width
 * @param expansion of deeper networks
 */
record MeanShift(boolean exact, Optional<Expansion> expansion) {

	/** From here on two terms of the expansion do not tell what the sum is. */
	private static final double SMALL = 0.1;
	/** Entries times layers that are computed within seconds. */
	private static final int MOST = 3000;

	static MeanShift of(InfiniteWidth limit, Cell cell) throws UnsuitableException {
		int k = cell.points().distinctCount();
		var known = limit.isMeanExact() || k * (k + 1) / 2 * cell.ensemble().widths().size() > MOST ? Optional.<WidthExpansion>empty() : cell.ensemble().capability(WidthExpansion.class);
		return new MeanShift(limit.isMeanExact(), known.isPresent() ? Optional.of(known.get().expansion(cell.points())) : Optional.empty());
	}

	/** Of the entry at two distinct points; empty where it is not known. */
	OptionalDouble of(int p, int q) {
		return exact ? OptionalDouble.of(0) : expansion.isEmpty() ? OptionalDouble.empty() : expansion.get().meanShift(expansion.get().layers(), p, q);
	}

	/** L/N, Σ 1/N_l; 0 where the mean is exact. */
	double parameter() {
		return exact || expansion.isEmpty() ? 0 : expansion.get().parameter(expansion.get().layers());
	}

	/** Whether the first order can stand for the shift. */
	boolean isSmall() {
		return parameter() <= SMALL;
	}

	/** How large the next order may be. */
	double nextOrder(double shift, double scale) {
		return 4 * parameter() * Math.max(Math.abs(shift), parameter() * scale);
	}
}
