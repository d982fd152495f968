package org.physics4ml.compute.formula;

import static org.physics4ml.compute.formula.Formula.Parity.EVEN;
import static org.physics4ml.compute.formula.Formula.Parity.NONE;
import static org.physics4ml.compute.formula.Formula.Parity.ODD;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

import org.physics4ml.compute.formula.Formula.Parity;
import org.physics4ml.compute.formula.Term.Call;
import org.physics4ml.compute.formula.Term.Number;
import org.physics4ml.compute.formula.Term.Quotient;
import org.physics4ml.compute.math.Elementary;

/** The functions of one argument that formulas know. The same bits on any machine. */
enum Function {
	EXP(Elementary::exp, NONE), LOG(Elementary::log, NONE), SQRT(Math::sqrt, NONE), ABS(Math::abs, EVEN), SIN(Elementary::sin, ODD), COS(Elementary::cos, EVEN), TANH(Elementary::tanh, ODD),
	ERF(Elementary::erf, ODD), SINH(StrictMath::sinh, ODD), COSH(StrictMath::cosh, EVEN), ATAN(StrictMath::atan, ODD), RELU(z -> Math.max(z, 0), NONE),
	STEP(z -> z > 0 ? 1 : z < 0 ? 0 : z == 0 ? 0.5 : z, NONE), SIGN(Math::signum, ODD), SIGMOID(Elementary::sigmoid, NONE), SOFTPLUS(Elementary::softplus, NONE), SILU(Elementary::silu, NONE),
	GELU(Elementary::gelu, NONE), GAUSS(Elementary::gaussian, EVEN),
	/** tanh', and the derivative of the sigmoid: no cancellation. */
	TANH_SLOPE(z -> 4 * logistic(2 * z), EVEN), SIGMOID_SLOPE(Function::logistic, EVEN), NORMAL(Elementary::normalCdf, NONE);

	private final DoubleUnaryOperator function;
	private final Parity parity;

	Function(DoubleUnaryOperator function, Parity parity) {
		this.function = function;
		this.parity = parity;
	}

	/** What a user calls by this name. */
	static Optional<Function> named(String name) {
		for (var function : values()) if (function.isNamed() && function.word().equals(name)) return Optional.of(function);
		return Optional.empty();
	}

	private boolean isNamed() {
		return ordinal() < TANH_SLOPE.ordinal();
	}

	private String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	double of(double z) {
		return function.applyAsDouble(z);
	}

	/** f(-z) against f(z). */
	Parity parity() {
		return parity;
	}

	/** Whether f or f' jumps where the argument is 0. */
	boolean hasKink() {
		return this == ABS || this == RELU || this == STEP || this == SIGN;
	}

	/** f' of an argument, between the points where f or f' jumps. */
	Term derivative(Term z) {
		return switch (this) {
		case EXP -> new Call(EXP, z);
		case LOG -> new Quotient(Term.ONE, z);
		case SQRT -> new Quotient(new Number(0.5), new Call(SQRT, z));
		case ABS -> new Call(SIGN, z);
		case SIN -> new Call(COS, z);
		case COS -> new Term.Negative(new Call(SIN, z));
		case TANH -> new Call(TANH_SLOPE, z);
		case ERF -> Term.product(new Number(2 / Math.sqrt(StrictMath.PI)), new Call(GAUSS, Term.product(new Number(Math.sqrt(2)), z)));
		case SINH -> new Call(COSH, z);
		case COSH -> new Call(SINH, z);
		case ATAN -> new Quotient(Term.ONE, Term.sum(Term.ONE, new Term.IntegerPower(z, 2), 1));
		case RELU -> new Call(STEP, z);
		case STEP, SIGN -> Term.ZERO;
		case SIGMOID -> new Call(SIGMOID_SLOPE, z);
		case SOFTPLUS -> new Call(SIGMOID, z);
		case SILU -> Term.sum(new Call(SIGMOID, z), Term.product(z, new Call(SIGMOID_SLOPE, z)), 1);
		case GELU -> Term.sum(new Call(NORMAL, z), Term.product(z, Term.product(new Number(1 / Math.sqrt(2 * StrictMath.PI)), new Call(GAUSS, z))), 1);
		case GAUSS -> Term.product(new Term.Negative(z), new Call(GAUSS, z));
		case TANH_SLOPE, SIGMOID_SLOPE, NORMAL -> throw new IllegalStateException(this + " is a derivative already");
		};
	}

	private static double logistic(double z) {
		double e = Elementary.exp(-Math.abs(z)), s = 1 + e;
		return e / (s * s);
	}
}
