package org.physics4ml.compute.formula;

import java.util.List;

import org.physics4ml.compute.formula.Term.Call;
import org.physics4ml.compute.formula.Term.Extremum;
import org.physics4ml.compute.formula.Term.IntegerPower;
import org.physics4ml.compute.formula.Term.Power;
import org.physics4ml.compute.formula.Term.Product;
import org.physics4ml.compute.formula.Term.Quotient;
import org.physics4ml.compute.formula.Term.Sum;
import org.physics4ml.compute.formula.Term.Total;
import org.physics4ml.compute.formula.Term.Variable;

/**
 * A formula that a user types: numbers, {@code + - * / ^}, parentheses, {@code pi}, named variables, the functions {@code exp log sqrt abs sin cos tanh erf sinh cosh atan relu step sign sigmoid
 * softplus silu gelu gauss}, {@code max(a, b)} and {@code min(a, b)}, and, where there is a vector, {@code sum(…)} of an expression in its elements: {@code sum(w^2)^2/N^2}. Powers bind before
 * signs, {@code -w^2 = -(w^2)}; integer powers are products. The same bits on any machine. Immutable, thread-safe; evaluation allocates nothing.
 */
public final class Formula {

	/** How the value changes when all elements change their sign. */
	public enum Parity {
		EVEN, ODD, NONE
	}

	private static final int LARGEST_POWER = 64;

	private final Term root;

	private Formula(Term root) {
		this.root = root;
	}

	/**
	 * @param text      the formula
	 * @param element   name of an element of the vector inside {@code sum(…)}; null if there is no vector
	 * @param variables names of the other variables
	 * @throws IllegalArgumentException with one line that says what is wrong and where
	 */
	public static Formula parse(String text, String element, String... variables) {
		var parser = new Parser(text, element, List.of(variables));
		Term root = parser.expression();
		if (parser.peek() != 0) throw parser.problem("something follows that is not understood");
		return new Formula(root);
	}

	/**
	 * A function of one variable.
	 *
	 * @param variable its name
	 * @throws IllegalArgumentException as {@link #parse}
	 */
	static Term function(String text, String variable) {
		var parser = new Parser(text, variable, List.of());
		parser.inSum = true;
		Term root = parser.expression();
		if (parser.peek() != 0) throw parser.problem("something follows that is not understood");
		return root;
	}

	/**
	 * @param vector    its first n numbers are the elements
	 * @param variables values of the variables, in the order in which they were named
	 */
	public double value(double[] vector, int n, double... variables) {
		return root.value(Double.NaN, vector, n, variables);
	}

	/** How the value changes when all elements of the vector change their sign, as far as the form of the formula tells. */
	public Parity parity() {
		return root.parity();
	}

	private static final class Parser {

		private final String text, element;
		private final List<String> variables;
		private int at;
		private boolean inSum;

		Parser(String text, String element, List<String> variables) {
			this.text = text;
			this.element = element;
			this.variables = variables;
		}

		IllegalArgumentException problem(String what) {
			return new IllegalArgumentException(what + " at character " + (at + 1) + " of '" + text + "'");
		}

		/** The next character that is no space, 0 at the end. */
		char peek() {
			while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
			return at < text.length() ? text.charAt(at) : 0;
		}

		private boolean take(char c) {
			if (peek() != c) return false;
			at++;
			return true;
		}

		Term expression() {
			Term left = term();
			while (true) {
				if (take('+')) left = new Sum(left, term(), 1);
				else if (take('-')) left = new Sum(left, term(), -1);
				else return left;
			}
		}

		private Term term() {
			Term left = factor();
			while (true) {
				if (take('*')) left = new Product(left, factor());
				else if (take('/')) left = new Quotient(left, factor());
				else return left;
			}
		}

		private Term factor() {
			if (take('-')) return new Term.Negative(factor());
			if (take('+')) return factor();
			Term base = atom();
			if (!take('^')) return base;
			Term power = factor();
			double number = power.number();
			return Math.rint(number) == number && Math.abs(number) <= LARGEST_POWER ? new IntegerPower(base, (int) number) : new Power(base, power);
		}

		private Term atom() {
			char c = peek();
			if (take('(')) return closed(expression());
			if (Character.isDigit(c) || c == '.') return number();
			if (!Character.isLetter(c)) throw problem(c == 0 ? "the formula ends where a value is missing" : "a value is missing");
			int begin = at;
			while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) at++;
			String name = text.substring(begin, at);
			if (peek() == '(') return call(name, begin);
			if (name.equals(element)) {
				if (!inSum) {
					at = begin;
					throw problem(name + " stands outside of sum(…)");
				}
				return new Term.Element();
			}
			int index = variables.indexOf(name);
			if (index >= 0) return new Variable(index);
			if (name.equals("pi")) return new Term.Number(Math.PI);
			at = begin;
			throw problem("'" + name + "' is not known");
		}

		private Term closed(Term inside) {
			if (!take(')')) throw problem("a closing parenthesis is missing");
			return inside;
		}

		private Term number() {
			int begin = at;
			while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.'
					|| (text.charAt(at) == 'e' || text.charAt(at) == 'E') && at + 1 < text.length() && (Character.isDigit(text.charAt(at + 1)) || "+-".indexOf(text.charAt(at + 1)) >= 0)
					|| (text.charAt(at) == '+' || text.charAt(at) == '-') && "eE".indexOf(text.charAt(at - 1)) >= 0)) at++;
			try {
				return new Term.Number(Double.parseDouble(text.substring(begin, at)));
			} catch (NumberFormatException e) {
				at = begin;
				throw problem("'" + text.substring(begin) + "' does not begin with a number");
			}
		}

		private Term call(String name, int begin) {
			var function = Function.named(name);
			boolean sum = name.equals("sum") && element != null, extremum = name.equals("max") || name.equals("min");
			if (function.isEmpty() && !sum && !extremum || sum && inSum) {
				at = begin;
				throw problem(sum ? "no sum is possible here" : "the function " + name + " is not known");
			}
			take('(');
			inSum |= sum;
			Term inside = expression();
			if (extremum) {
				if (!take(',')) throw problem("a comma is missing, " + name + " takes two values");
				return closed(new Extremum(inside, expression(), name.equals("max")));
			}
			closed(inside);
			if (!sum) return new Call(function.get(), inside);
			inSum = false;
			return new Total(inside);
		}
	}
}
