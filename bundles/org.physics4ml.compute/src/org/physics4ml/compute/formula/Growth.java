package org.physics4ml.compute.formula;

import org.physics4ml.compute.formula.Term.Call;
import org.physics4ml.compute.formula.Term.Element;
import org.physics4ml.compute.formula.Term.Extremum;
import org.physics4ml.compute.formula.Term.IntegerPower;
import org.physics4ml.compute.formula.Term.Negative;
import org.physics4ml.compute.formula.Term.Number;
import org.physics4ml.compute.formula.Term.Power;
import org.physics4ml.compute.formula.Term.Product;
import org.physics4ml.compute.formula.Term.Quotient;
import org.physics4ml.compute.formula.Term.Sum;
import org.physics4ml.compute.formula.Term.Total;
import org.physics4ml.compute.formula.Term.Variable;

/**
 * How a function of one variable grows, |f(x)| = O(e^{square x² + linear |x|} |x|^power) for x to one infinity, read off its form: sums grow as their larger term, whatever may cancel.
 *
 * @param square infinite for what grows faster still
 */
record Growth(double square, double linear, double power) {

	private static final Growth CONSTANT = new Growth(0, 0, 0), LINE = new Growth(0, 0, 1), FASTER = new Growth(Double.POSITIVE_INFINITY, 0, 0), NONE = new Growth(Double.NEGATIVE_INFINITY, 0, 0);
	/** Where exponents are looked at: their powers of x stand apart here. */
	private static final double FAR = 0x1p20;
	private static final double SMALLEST_SQUARE = 1e-9, SMALLEST_LINEAR = 1e-3;

	/** The larger of both directions, and at least that of a constant. */
	static Growth of(Term term) {
		var growth = larger(of(term, 1), of(term, -1));
		if (growth.square < 0) return CONSTANT;
		if (growth.square > 0) return new Growth(growth.square, Math.max(0, growth.linear), Math.max(0, growth.power));
		return growth.linear < 0 ? CONSTANT : new Growth(0, growth.linear, Math.max(0, growth.power));
	}

	/** @param sign of x */
	private static Growth of(Term term, double sign) {
		return switch (term) {
		case Number _, Variable _, Total _ -> CONSTANT;
		case Element _ -> LINE;
		case Negative(Term a) -> of(a, sign);
		case Sum(Term a, Term b, double _) -> larger(of(a, sign), of(b, sign));
		case Extremum(Term a, Term b, boolean _) -> larger(of(a, sign), of(b, sign));
		case Product(Term a, Term b) -> of(a, sign).plus(of(b, sign), 1);
		case Quotient(Term a, Term b) -> of(a, sign).plus(of(b, sign), -1);
		case IntegerPower(Term base, int power) -> of(base, sign).times(power);
		case Power(Term base, Term exponent) when exponent.isConstant() -> of(base, sign).times(exponent.number());
		case Power(Term base, Term exponent) -> exponential(new Product(exponent, new Call(Function.LOG, base)), sign);
		case Call(Function function, Term a) -> switch (function) {
		case EXP -> exponential(a, sign);
		case SINH, COSH -> exponential(new Call(Function.ABS, a), sign);
		case GAUSS -> exponential(new Product(new Number(-0.5), new IntegerPower(a, 2)), sign);
		case SIN, COS, TANH, ERF, ATAN, STEP, SIGN, SIGMOID, TANH_SLOPE, SIGMOID_SLOPE, NORMAL -> CONSTANT;
		case SQRT -> of(a, sign).times(0.5);
		case LOG -> of(a, sign).square != 0 ? new Growth(0, 0, 2) : LINE;
		case ABS, RELU, SOFTPLUS, SILU, GELU -> larger(of(a, sign), CONSTANT);
		};
		};
	}

	/** Of e^g, by differences of g far away. */
	private static Growth exponential(Term g, double sign) {
		double[] at = new double[4];
		for (int i = 0; i < at.length; i++) {
			at[i] = g.value(sign * FAR * (i + 1), null, 0, null);
			if (Double.isNaN(at[i]) || at[i] == Double.POSITIVE_INFINITY) return FASTER;
			if (at[i] == Double.NEGATIVE_INFINITY) return NONE;
		}
		double square = (at[2] - 2 * at[1] + at[0]) / (2 * FAR * FAR), next = (at[3] - 2 * at[2] + at[1]) / (2 * FAR * FAR);
		if (Math.abs(square) < SMALLEST_SQUARE && Math.abs(next) < SMALLEST_SQUARE) square = 0;
		else if (next > 1.2 * square && next > 0) return FASTER;
		else if (next < 1.2 * square && square < 0) return NONE;
		double linear = (at[1] - at[0]) / FAR - 3 * square * FAR;
		if (Math.abs(linear) < SMALLEST_LINEAR) linear = 0;
		return new Growth(square, linear, square == 0 && linear == 0 ? (at[1] - at[0]) / StrictMath.log(2) : 0);
	}

	private Growth plus(Growth other, double sign) {
		double sum = square + sign * other.square;
		return Double.isNaN(sum) ? FASTER : new Growth(sum, linear + sign * other.linear, power + sign * other.power);
	}

	private Growth times(double factor) {
		return factor == 0 ? CONSTANT : new Growth(factor * square, factor * linear, factor * power);
	}

	private static Growth larger(Growth a, Growth b) {
		double difference = a.square != b.square ? a.square - b.square : a.linear != b.linear ? a.linear - b.linear : a.power - b.power;
		return difference >= 0 ? a : b;
	}
}
