package org.physics4ml.core.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * How far draws have come towards the relative error asked for. Errors fall as M^{-1/2}, so that M (error/target)² draws are needed.
 *
 * @param target    relative error asked for
 * @param reached   relative error of M draws; NaN while it is not known
 * @param drawsMade M
 */
record TargetError(double target, double reached, long drawsMade) {

	boolean isReached() {
		return reached <= target;
	}

	boolean isKnown() {
		return Double.isFinite(reached);
	}

	private double needed() {
		return drawsMade * (reached / target) * (reached / target);
	}

	/**
	 * One line on what is left to do.
	 *
	 * @param most    draws that the plan allows
	 * @param seconds that a draw takes
	 */
	String forecast(long most, double seconds) {
		String line = "the relative error is " + percent(reached) + " after " + drawsMade + " draws; " + percent(target) + " takes about " + count(needed()) + " draws, "
				+ rounded(needed() * seconds) + " s";
		return needed() > most ? line + ", and is out of reach: sampling.draws is " + most : line;
	}

	/** One line for the findings of a run that has ended before. */
	String missed() {
		return "the relative error " + percent(target) + " that sampling.targetError asks for was not reached: " + (isKnown() ? "it is " + percent(reached) + " after " + drawsMade + " draws, about " + count(needed())
				+ " are needed" : "it is not known after " + drawsMade + " draws") + "; raise sampling.draws, choose a better estimator, or leave out entries that nearly cancel";
	}

	private static String percent(double fraction) {
		return fraction < 10 ? rounded(100 * fraction) + " %" : rounded(fraction) + " times the value";
	}

	private static String count(double draws) {
		return draws < 1e15 ? rounded(Math.ceil(draws)) : String.format(Locale.ROOT, "%.1e", draws);
	}

	/** Two digits. */
	private static String rounded(double value) {
		return new BigDecimal(value).round(new MathContext(2)).stripTrailingZeros().toPlainString();
	}
}
