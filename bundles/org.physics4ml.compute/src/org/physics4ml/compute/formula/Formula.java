package org.physics4ml.compute.formula;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

import org.physics4ml.compute.math.Elementary;

/**
 * A formula that a user types: numbers, {@code + - * / ^}, parentheses, {@code pi}, named variables, the functions {@code exp log sqrt abs sin cos tanh erf}, and, where there is a vector,
 * {@code sum(…)} of an expression in its elements: {@code sum(w^2)^2/N^2}. Powers bind before signs, {@code -w^2 = -(w^2)}; integer powers are products. The same bits on any machine. Immutable,
 * thread-safe; evaluation allocates nothing.
 */
public final class Formula {

	/** How the value changes when all elements change their sign. */
	public enum Parity {
		EVEN, ODD, NONE
	}

	/** Values of an element, of the vector, of the other variables. */
	private interface Node {

		double value(double element, double[] vector, int n, double[] variables);
	}

	private record Part(Node node, Parity parity, boolean constant) {

		private static double number(Part part) {
			return part.constant ? part.node.value(0, null, 0, null) : Double.NaN;
		}
	}

	private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of("exp", Elementary::exp, "log", Elementary::log, "sqrt", Math::sqrt, "abs", Math::abs, "sin", Elementary::sin, "cos", Elementary::cos,
			"tanh", Elementary::tanh, "erf", Elementary::erf);
	private static final List<String> ODD = List.of("sin", "tanh", "erf"), EVEN = List.of("abs", "cos");
	private static final int LARGEST_POWER = 64;

	private final Part root;

	private Formula(Part root) {
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
		Part root = parser.expression();
		if (parser.peek() != 0) throw parser.problem("something follows that is not understood");
		return new Formula(root);
	}

	/**
	 * @param vector    its first n numbers are the elements
	 * @param variables values of the variables, in the order in which they were named
	 */
	public double value(double[] vector, int n, double... variables) {
		return root.node.value(Double.NaN, vector, n, variables);
	}

	/** How the value changes when all elements of the vector change their sign, as far as the form of the formula tells. */
	public Parity parity() {
		return root.parity;
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

		Part expression() {
			Part left = term();
			while (true) {
				if (take('+')) left = sum(left, term(), 1);
				else if (take('-')) left = sum(left, term(), -1);
				else return left;
			}
		}

		private static Part sum(Part a, Part b, double sign) {
			Parity parity = a.parity == b.parity ? a.parity : Parity.NONE;
			return new Part((w, v, n, x) -> a.node.value(w, v, n, x) + sign * b.node.value(w, v, n, x), parity, a.constant && b.constant);
		}

		private Part term() {
			Part left = factor();
			while (true) {
				Part a = left;
				if (take('*')) {
					Part b = factor();
					left = new Part((w, v, n, x) -> a.node.value(w, v, n, x) * b.node.value(w, v, n, x), product(a.parity, b.parity), a.constant && b.constant);
				} else if (take('/')) {
					Part b = factor();
					left = new Part((w, v, n, x) -> a.node.value(w, v, n, x) / b.node.value(w, v, n, x), product(a.parity, b.parity), a.constant && b.constant);
				} else return left;
			}
		}

		private static Parity product(Parity a, Parity b) {
			return a == Parity.NONE || b == Parity.NONE ? Parity.NONE : a == b ? Parity.EVEN : Parity.ODD;
		}

		private Part factor() {
			if (take('-')) {
				Part a = factor();
				return new Part((w, v, n, x) -> -a.node.value(w, v, n, x), a.parity, a.constant);
			}
			if (take('+')) return factor();
			Part base = atom();
			if (!take('^')) return base;
			Part power = factor();
			double number = Part.number(power);
			if (Math.rint(number) == number && Math.abs(number) <= LARGEST_POWER) return integerPower(base, (int) number);
			return new Part((w, v, n, x) -> Elementary.exp(power.node.value(w, v, n, x) * Elementary.log(base.node.value(w, v, n, x))),
					base.parity == Parity.EVEN && power.parity == Parity.EVEN ? Parity.EVEN : Parity.NONE, base.constant && power.constant);
		}

		private static Part integerPower(Part base, int power) {
			Parity parity = base.parity == Parity.ODD && power % 2 == 0 ? Parity.EVEN : power == 0 ? Parity.EVEN : base.parity;
			return new Part((w, v, n, x) -> {
				double value = base.node.value(w, v, n, x), product = 1;
				for (int i = 0; i < Math.abs(power); i++) product *= value;
				return power < 0 ? 1 / product : product;
			}, parity, base.constant);
		}

		private Part atom() {
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
				return new Part((w, v, n, x) -> w, Parity.ODD, false);
			}
			int index = variables.indexOf(name);
			if (index >= 0) return new Part((w, v, n, x) -> x[index], Parity.EVEN, false);
			if (name.equals("pi")) return new Part((w, v, n, x) -> Math.PI, Parity.EVEN, true);
			at = begin;
			throw problem("'" + name + "' is not known");
		}

		private Part closed(Part inside) {
			if (!take(')')) throw problem("a closing parenthesis is missing");
			return inside;
		}

		private Part number() {
			int begin = at;
			while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.'
					|| (text.charAt(at) == 'e' || text.charAt(at) == 'E') && at + 1 < text.length() && (Character.isDigit(text.charAt(at + 1)) || "+-".indexOf(text.charAt(at + 1)) >= 0)
					|| (text.charAt(at) == '+' || text.charAt(at) == '-') && "eE".indexOf(text.charAt(at - 1)) >= 0)) at++;
			try {
				double value = Double.parseDouble(text.substring(begin, at));
				return new Part((w, v, n, x) -> value, Parity.EVEN, true);
			} catch (NumberFormatException e) {
				at = begin;
				throw problem("'" + text.substring(begin) + "' does not begin with a number");
			}
		}

		private Part call(String name, int begin) {
			var function = FUNCTIONS.get(name);
			boolean sum = name.equals("sum") && element != null;
			if (function == null && !sum || sum && inSum) {
				at = begin;
				throw problem(sum ? "a sum inside a sum" : "the function " + name + " is not known");
			}
			take('(');
			inSum |= sum;
			Part inside = closed(expression());
			if (!sum)
				return new Part((w, v, n, x) -> function.applyAsDouble(inside.node.value(w, v, n, x)),
						inside.parity == Parity.EVEN ? Parity.EVEN : inside.parity == Parity.NONE ? Parity.NONE : ODD.contains(name) ? Parity.ODD : EVEN.contains(name) ? Parity.EVEN : Parity.NONE, inside.constant);
			inSum = false;
			return new Part((w, v, n, x) -> {
				double total = 0;
				for (int i = 0; i < n; i++) total += inside.node.value(v[i], v, n, x);
				return total;
			}, inside.parity, false);
		}
	}
}
