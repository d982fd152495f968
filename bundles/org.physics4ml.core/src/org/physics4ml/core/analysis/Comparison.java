package org.physics4ml.core.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.physics4ml.compute.statistics.Jackknife;
import org.physics4ml.compute.statistics.Normal;
import org.physics4ml.core.findings.Check;
import org.physics4ml.core.findings.Verdict;

/**
 * Compares entries of a table with theory by one rule: every |pull| below {@value #LARGEST_PULL}, every error bar at most {@value #LARGEST_ERROR} of the
 * expected value, or of a natural scale where the expected value is 0, else the verdict is inconclusive (unless a pull is beyond {@value #DECISIVE_PULL}). An exact entry has no pull: it has to equal theory to
 * {@value #EXACT} relative. Collects entries; not thread-safe.
 */
public final class Comparison {

	/** A Gaussian error exceeds this in 6 of 100,000 entries. */
	public static final double LARGEST_PULL = 4;
	public static final double LARGEST_ERROR = 0.05;
	/**
	 * Pull that decides even where the error bar is larger than that. Such an error is itself known badly and the estimator skew, so that a pull of 4 is no rare event (2 or 3 of 120 checks of skew estimators from
	 * 100 to 1000 draws); beyond 10 there is no more than 1 % of any law of that standard deviation (Chebyshev).
	 */
	public static final double DECISIVE_PULL = 10;
	public static final double EXACT = 1e-12;
	/** With fewer blocks a pull is far from normal. */
	private static final int BLOCKS = 32;
	private static final String HEAVY = "too few blocks of draws, or a few of them, carry the whole error: the error bar cannot be trusted, take many more draws or an exact estimator";

	private record Entry(String label, double observed, double error, double expected, double scale, boolean trusted) {

		boolean isExact() {
			return error == 0;
		}

		double pull() {
			return (observed - expected) / error;
		}

		/** How many times the admissible deviation. */
		double badness() {
			return isExact() ? Math.abs(observed - expected) / (EXACT * Math.max(Math.abs(expected), scale)) : Math.abs(pull()) / (isWide() ? DECISIVE_PULL : LARGEST_PULL);
		}

		boolean isWide() {
			return !isExact() && relativeError() > LARGEST_ERROR;
		}

		double relativeError() {
			return error / (Math.abs(expected) <= EXACT * scale ? scale : Math.abs(expected)); // 0 up to rounding counts as 0
		}
	}

	private final String name;
	private final String source;
	private final List<Entry> entries = new ArrayList<>();

	/**
	 * @param name   what is compared
	 * @param source where the theory is from
	 */
	public Comparison(String name, String source) {
		this.name = name;
		this.source = source;
	}

	/** (observed - expected) / error; NaN where the error is 0 or any of the three is missing. */
	public static double pull(double observed, double error, double expected) {
		return error > 0 ? (observed - expected) / error : Double.NaN;
	}

	/**
	 * Adds an entry; one without an observation, an error or an expectation (NaN) is left out.
	 *
	 * @param scale natural size of the quantity, e.g. K^{n/2}
	 */
	public Comparison add(String label, double observed, double error, double expected, double scale) {
		return add(label, observed, error, expected, scale, true);
	}

	/**
	 * Adds an entry.
	 *
	 * @param trusted whether the standard error can be trusted, see {@link #isTrusted}; if not, the entry makes the verdict inconclusive, whatever its pull
	 */
	public Comparison add(String label, double observed, double error, double expected, double scale, boolean trusted) {
		if (Double.isFinite(observed) && Double.isFinite(error) && Double.isFinite(expected))
			entries.add(new Entry(label, observed, error, expected, Math.abs(scale), trusted || error == 0));
		return this;
	}

	/**
	 * Whether the error of column i of a jackknife can be trusted: there are {@value #BLOCKS} blocks or more, and an eighth of them or more carry it. Gaussian blocks give a third; of
	 * 64 fewer than an eighth carry it five times in 100,000.
	 */
	public static boolean isTrusted(double[][] replicas, int i) {
		return replicas.length >= BLOCKS && Jackknife.effectiveBlocks(replicas, i) >= replicas.length / 8.;
	}

	/** The comparison as a check that shows its worst entry. */
	public Check check() {
		if (entries.isEmpty())
			return new Check(name, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), source, OptionalDouble.empty(), OptionalDouble.empty(),
					Verdict.NOT_TESTABLE, "there is no entry with both a measurement and a theory");
		Entry worst = null, widest = null, heavy = null;
		for (Entry entry : entries) {
			if (!entry.trusted) {
				heavy = heavy == null ? entry : heavy;
				continue;
			}
			if (worst == null || entry.badness() > worst.badness())
				worst = entry;
			if (entry.isWide() && (widest == null || entry.relativeError() > widest.relativeError()))
				widest = entry;
		}
		if (worst == null)
			return show(heavy, Verdict.INCONCLUSIVE, HEAVY);
		Verdict verdict = worst.badness() >= 1 ? Verdict.FAILED : widest != null || heavy != null ? Verdict.INCONCLUSIVE : Verdict.PASSED;
		String among = entries.size() == 1 ? worst.label : "worst of " + entries.size() + " entries: " + worst.label;
		String reason = switch (verdict) {
		case FAILED -> among + (worst.isExact() ? " differs from the exact value by " + share(Math.abs(worst.observed - worst.expected) / worst.scale) + " its natural scale"
				: " is " + rounded(worst.pull()) + " standard errors from theory");
		case INCONCLUSIVE -> widest == null ? heavy.label + ": " + HEAVY : "the error bar of " + widest.label + " is " + share(widest.relativeError())
				+ " the expected value, more than 5 %: take more draws or a better estimator";
		default -> among + (worst.isExact() ? " equals the exact value" : " is " + rounded(worst.pull()) + " standard errors from theory");
		};
		return show(worst, verdict, reason);
	}

	private Check show(Entry entry, Verdict verdict, String reason) {
		boolean exact = entry.isExact();
		return new Check(name, OptionalDouble.of(entry.observed), OptionalDouble.of(entry.error), OptionalDouble.of(entry.expected), source,
				exact ? OptionalDouble.empty() : OptionalDouble.of(entry.pull()), exact ? OptionalDouble.empty() : OptionalDouble.of(Normal.twoSided(entry.pull())), verdict,
				reason);
	}

	/** A check without a verdict on the numbers. */
	public static Check undecided(String name, String source, Verdict verdict, String reason) {
		return new Check(name, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), source, OptionalDouble.empty(), OptionalDouble.empty(), verdict,
				reason);
	}

	private static String rounded(double pull) {
		return Double.toString(Math.rint(pull * 100) / 100);
	}

	private static String share(double fraction) {
		return fraction < 10 ? Math.rint(fraction * 1000) / 10 + " % of" : (long) Math.min(Math.rint(fraction), 1e18) + " times";
	}
}
