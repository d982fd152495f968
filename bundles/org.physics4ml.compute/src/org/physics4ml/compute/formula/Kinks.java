package org.physics4ml.compute.formula;

import java.util.List;
import java.util.TreeSet;

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
 * Where a function of one variable or its derivative may jump: the zeros of the arguments of abs, relu, step, sign and sqrt, of the differences of the arguments of max and min, of denominators
 * and of what stands under powers that are no integers. Zeros are those between the points of a grid of |x| ≤ 64 in steps of 1/32 where the sign changes, or on them.
 */
final class Kinks {

	private static final double REACH = 64, STEP = 1.0 / 32;

	private final TreeSet<Double> found = new TreeSet<>();

	private Kinks() {
	}

	/** In ascending order. */
	static List<Double> of(Term term) {
		var kinks = new Kinks();
		kinks.visit(term);
		return List.copyOf(kinks.found);
	}

	private void visit(Term term) {
		switch (term) {
		case Number _, Variable _, Element _ -> {}
		case Negative(Term a) -> visit(a);
		case Sum(Term a, Term b, double _) -> visit(a, b);
		case Product(Term a, Term b) -> visit(a, b);
		case Quotient(Term a, Term b) -> {
			visit(a, b);
			zeros(b);
		}
		case IntegerPower(Term base, int power) -> {
			visit(base);
			if (power < 0) zeros(base);
		}
		case Power(Term base, Term exponent) -> {
			visit(base, exponent);
			zeros(base);
		}
		case Extremum(Term a, Term b, boolean _) -> {
			visit(a, b);
			zeros(new Sum(a, b, -1));
		}
		case Call(Function function, Term a) -> {
			visit(a);
			if (function.hasKink() || function == Function.SQRT || function == Function.LOG) zeros(a);
		}
		case Total(Term inside) -> visit(inside);
		}
	}

	private void visit(Term a, Term b) {
		visit(a);
		visit(b);
	}

	private void zeros(Term g) {
		if (g.isConstant()) return;
		double before = at(g, -REACH);
		for (int i = 1; i <= 2 * REACH / STEP; i++) {
			double x = -REACH + i * STEP, value = at(g, x);
			if (value == 0 && before != 0) found.add(x);
			else if (before < 0 && value > 0 || before > 0 && value < 0) found.add(zero(g, x - STEP, x, before));
			before = value;
		}
	}

	/** By bisection to rounding. */
	private static double zero(Term g, double low, double high, double below) {
		while (true) {
			double middle = 0.5 * (low + high);
			if (middle <= low || middle >= high) return Math.abs(at(g, low)) < Math.abs(at(g, high)) ? low : high;
			double value = at(g, middle);
			if (value == 0) return middle;
			if (value < 0 == below < 0) low = middle;
			else high = middle;
		}
	}

	private static double at(Term g, double x) {
		return g.value(x, null, 0, null);
	}
}
