package org.physics4ml.analysis.kernels.internal;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Points;

/** What the analyses of the limit of infinite width ask of a cell. */
final class Limits {

	private static final String METHOD = "method";
	/** Above this condition number fewer than half of the digits are left. */
	private static final double ILL_CONDITIONED = 1e8;
	private static final double DIGITS = 15.95;
	/** Multiplications and additions of a tenth of a second, with the overhead of single entries; of an entry that is quick. */
	private static final double MOMENT = 1e6, QUICK = 1e4;

	private Limits() {
	}

	static InfiniteWidth of(Cell cell) throws UnsuitableException {
		if (cell.ensemble().capability(InfiniteWidth.class).isEmpty() && !cell.ensemble().laws().stream().allMatch(Law::isIndependent))
			throw new UnsuitableException("prior", "parameters of this prior depend on each other: no Gaussian process is known to be the limit of infinite width",
					"remove this analysis, or give all groups a prior of independent parameters, e.g. gaussian");
		return cell.ensemble().capability(InfiniteWidth.class).orElseThrow(() -> new UnsuitableException("architecture", "no limit of infinite width is known for this architecture",
				"remove this analysis, or use another architecture, e.g. mlp; of composed layers, end with flatten or global-pooling, so that one position is left"));
	}

	static Method method(Parameters parameters) {
		return switch (parameters.text(METHOD)) {
		case "closed-form" -> Method.CLOSED_FORM;
		case "quadrature" -> Method.QUADRATURE;
		default -> Method.AUTO;
		};
	}

	/** How Gaussian expectations were computed, as tables say it. */
	static String word(boolean closedForm) {
		return closedForm ? "closed-form" : "quadrature";
	}

	/**
	 * Looks while the plan is made whether kernels overflow or expectations are infinite: at the longest points, and where entries are quick at more of them and at their own values.
	 *
	 * @param tangent whether Θ is wanted
	 * @throws UnsuitableException if they do; what shows at other points alone fails the run
	 */
	static void requireExistence(KernelBlocks blocks, Points points, boolean tangent) throws UnsuitableException {
		var longestFirst = IntStream.range(0, points.distinctCount()).boxed().sorted(Comparator.comparingDouble(p -> -square(points.distinct(p)))).toList();
		for (int p : longestFirst.subList(0, (int) Math.clamp(MOMENT / blocks.work(), 1, points.distinctCount()))) {
			blocks.requireExistence(p);
			if (blocks.work() > QUICK)
				continue;
			var block = blocks.block(p, 1, p, 1);
			requireFinite(block.nngp());
			if (tangent)
				requireFinite(block.tangent());
		}
	}

	private static double square(double[] x) {
		double sum = 0;
		for (double coordinate : x)
			sum = Math.fma(coordinate, coordinate, sum);
		return sum;
	}

	static void requireFinite(double[] kernel) throws UnsuitableException {
		for (double value : kernel)
			if (!Double.isFinite(value))
				throw new UnsuitableException("architecture.depth", "the kernel of infinite width overflows: the recursion diverges with depth for this activation",
						"use fewer layers or smaller variances");
	}

	/** @param bytes that kernels and tables need, about */
	static void requireMemory(int points, double bytes, String remedy) throws UnsuitableException {
		double most = Runtime.getRuntime().maxMemory();
		if (bytes > most)
			throw new UnsuitableException("inputs", "kernels of " + points + " points and their tables need about " + Math.rint(bytes / (1 << 20)) + " MiB of memory, and there are "
					+ Math.rint(most / (1 << 20)), remedy);
	}

	/** What a reader has to know of a matrix that is inverted; empty text if nothing. */
	static String warning(String matrix, double condition) {
		if (condition <= ILL_CONDITIONED)
			return "";
		double digits = Math.max(0, DIGITS - StrictMath.log10(condition));
		return "the condition number of " + matrix + " is " + rounded(condition) + ", so that about " + (int) digits
				+ " digits are right: remove points of the data that nearly coincide or, without biases, lie nearly on one line with 0, or give noise in gp-inference";
	}

	static String rounded(double number) {
		return String.format(Locale.ROOT, "%.1e", number);
	}
}
