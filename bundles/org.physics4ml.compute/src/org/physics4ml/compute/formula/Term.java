package org.physics4ml.compute.formula;

import org.physics4ml.compute.formula.Formula.Parity;
import org.physics4ml.compute.math.Elementary;

/** A part of a formula. Immutable, thread-safe; evaluation allocates nothing. */
sealed interface Term {

	Number ZERO = new Number(0), ONE = new Number(1);

	/**
	 * @param element   value of an element of the vector, inside of a sum
	 * @param vector    its first n numbers are the elements
	 * @param variables values of the other variables
	 */
	double value(double element, double[] vector, int n, double[] variables);

	/** How the value changes when all elements change their sign. */
	Parity parity();

	/** Whether neither elements nor variables stand in it. */
	boolean isConstant();

	/** The derivative with respect to the element, between the points where the term or its derivative jumps. */
	Term derivative();

	/** The value of a constant, NaN of what is none. */
	default double number() {
		return isConstant() ? value(0, null, 0, null) : Double.NaN;
	}

	/** What is the same for all elements. */
	sealed interface Fixed extends Term {

		@Override
		default Parity parity() {
			return Parity.EVEN;
		}

		@Override
		default Term derivative() {
			return ZERO;
		}
	}

	/** What is made of two terms. */
	sealed interface Pair extends Term {

		Term a();

		Term b();

		@Override
		default boolean isConstant() {
			return a().isConstant() && b().isConstant();
		}
	}

	record Number(double number) implements Fixed {

		@Override
		public double value(double element, double[] vector, int n, double[] variables) {
			return number;
		}

		@Override
		public boolean isConstant() {
			return true;
		}
	}

	/** w inside of a sum, or the variable of a function of one variable. */
	record Element() implements Term {

		@Override
		public double value(double element, double[] vector, int n, double[] variables) {
			return element;
		}

		@Override
		public Parity parity() {
			return Parity.ODD;
		}

		@Override
		public boolean isConstant() {
			return false;
		}

		@Override
		public Term derivative() {
			return ONE;
		}
	}

	record Variable(int index) implements Fixed {

		@Override
		public double value(double element, double[] vector, int n, double[] variables) {
			return variables[index];
		}

		@Override
		public boolean isConstant() {
			return false;
		}
	}

	/** a + b, or a - b */
	record Sum(Term a, Term b, double sign) implements Pair {

		@Override
		public double value(double element, double[] vector, int n, double[] variables) {
			return a.value(element, vector, n, variables) + sign * b.value(element, vector, n, variables);
		}

		@Override
		public Parity parity() {
			return a.parity() == b.parity() ? a.parity() : Parity.NONE;
		}

		@Override
		public Term derivative() {
			return sum(a.derivative(), b.derivative(), sign);
		}
	}

	record Product(Term a, Term b) implements Pair {

		@Override
		public double value(double element, double[] vector, int n, double[] variables) {
			return a.value(element, vector, n, variables) * b.value(element, vector, n, variables);
		}

		@Override
		public Parity parity() {
			return parity(a.parity(), b.parity());
		}

		static Parity parity(Parity a, Parity b) {
			return a == Parity.NONE || b == Parity.NONE ? Parity.NONE : a == b ? Parity.EVEN : Parity.ODD;
		}

		@Override
		public Term derivative() {
			return sum(product(a.derivative(), b), product(a, b.derivative()), 1);
		}
	}

	record Quotient(Term a, Term b) implements Pair {

		@Override
		public double value(double element, double[] vector, int n, double[] variables) {
			return a.value(element, vector, n, variables) / b.value(element, vector, n, variables);
		}

		@Override
		public Parity parity() {
			return Product.parity(a.parity(), b.parity());
		}

		/** a'/b - (a/b)(b'/b): no square of b that overflows where the quotient does not. */
		@Override
		public Term derivative() {
			return sum(quotient(a.derivative(), b), product(this, quotient(b.derivative(), b)), -1);
		}
	}

	record Negative(Term a) implements Term {

		@Override
		public double value(double element, double[] vector, int n, double[] variables) {
			return -a.value(element, vector, n, variables);
		}

		@Override
		public Parity parity() {
			return a.parity();
		}

		@Override
		public boolean isConstant() {
			return a.isConstant();
		}

		@Override
		public Term derivative() {
			return product(new Number(-1), a.derivative());
		}
	}

	/** base^power by products. */
	record IntegerPower(Term base, int power) implements Term {

		@Override
		public double value(double element, double[] vector, int n, double[] variables) {
			double value = base.value(element, vector, n, variables), product = 1;
			for (int i = 0; i < Math.abs(power); i++) product *= value;
			return power < 0 ? 1 / product : product;
		}

		@Override
		public Parity parity() {
			return base.parity() == Parity.ODD && power % 2 == 0 || power == 0 ? Parity.EVEN : base.parity();
		}

		@Override
		public boolean isConstant() {
			return base.isConstant();
		}

		@Override
		public Term derivative() {
			return product(product(new Number(power), power == 1 ? ONE : new IntegerPower(base, power - 1)), base.derivative());
		}
	}

	/** base^exponent = e^{exponent ln base} */
	record Power(Term base, Term exponent) implements Term {

		@Override
		public double value(double element, double[] vector, int n, double[] variables) {
			return Elementary.exp(exponent.value(element, vector, n, variables) * Elementary.log(base.value(element, vector, n, variables)));
		}

		@Override
		public Parity parity() {
			return base.parity() == Parity.EVEN && exponent.parity() == Parity.EVEN ? Parity.EVEN : Parity.NONE;
		}

		@Override
		public boolean isConstant() {
			return base.isConstant() && exponent.isConstant();
		}

		@Override
		public Term derivative() {
			Term ofBase = product(product(exponent, new Power(base, sum(exponent, ONE, -1))), base.derivative()), slope = exponent.derivative();
			return slope == ZERO ? ofBase : sum(ofBase, product(product(this, new Call(Function.LOG, base)), slope), 1);
		}
	}

	record Call(Function function, Term argument) implements Term {

		@Override
		public double value(double element, double[] vector, int n, double[] variables) {
			return function.of(argument.value(element, vector, n, variables));
		}

		@Override
		public Parity parity() {
			return switch (argument.parity()) {
			case EVEN -> Parity.EVEN;
			case ODD -> function.parity();
			case NONE -> Parity.NONE;
			};
		}

		@Override
		public boolean isConstant() {
			return argument.isConstant();
		}

		@Override
		public Term derivative() {
			Term inner = argument.derivative();
			return inner == ZERO ? ZERO : product(function.derivative(argument), inner);
		}
	}

	/** max(a, b), or min(a, b) */
	record Extremum(Term a, Term b, boolean largest) implements Pair {

		@Override
		public double value(double element, double[] vector, int n, double[] variables) {
			double x = a.value(element, vector, n, variables), y = b.value(element, vector, n, variables);
			return largest ? Math.max(x, y) : Math.min(x, y);
		}

		@Override
		public Parity parity() {
			return a.parity() == Parity.EVEN && b.parity() == Parity.EVEN ? Parity.EVEN : Parity.NONE;
		}

		/** Half of either where both are equal. */
		@Override
		public Term derivative() {
			Term first = new Call(Function.STEP, new Sum(largest ? a : b, largest ? b : a, -1)), second = new Sum(ONE, first, -1);
			return sum(product(first, a.derivative()), product(second, b.derivative()), 1);
		}
	}

	/** Σ over the elements. */
	record Total(Term inside) implements Term {

		@Override
		public double value(double element, double[] vector, int n, double[] variables) {
			double total = 0;
			for (int i = 0; i < n; i++) total += inside.value(vector[i], vector, n, variables);
			return total;
		}

		@Override
		public Parity parity() {
			return inside.parity();
		}

		@Override
		public boolean isConstant() {
			return false;
		}

		@Override
		public Term derivative() {
			return ZERO;
		}
	}

	/** a + sign b, without what is 0. */
	static Term sum(Term a, Term b, double sign) {
		if (b == ZERO) return a;
		return a == ZERO ? sign > 0 ? b : product(new Number(-1), b) : new Sum(a, b, sign);
	}

	/** a b, without factors 0 and 1. */
	static Term product(Term a, Term b) {
		return a == ZERO || b == ZERO ? ZERO : a == ONE ? b : b == ONE ? a : new Product(a, b);
	}

	private static Term quotient(Term a, Term b) {
		return a == ZERO ? ZERO : new Quotient(a, b);
	}
}
