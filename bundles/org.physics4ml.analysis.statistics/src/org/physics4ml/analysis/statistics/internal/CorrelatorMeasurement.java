package org.physics4ml.analysis.statistics.internal;

import java.util.Optional;

import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Sums;

/** How a cell's correlators are measured: sums over draws, and the estimators that are functions of these. */
abstract class CorrelatorMeasurement implements Measurement<Sums> {

	/** Values for all rows of the table. */
	record Values(double[] moments, double[] connected) {
	}

	private final Estimator.Choice choice;
	private final Sites sites;
	private final SingleLayerTheory theory;

	CorrelatorMeasurement(Estimator.Choice choice, Sites sites, SingleLayerTheory theory) {
		this.choice = choice;
		this.sites = sites;
		this.theory = theory;
	}

	/** The exact values; computed once for all conclusions of a run. */
	SingleLayerTheory theory() {
		return theory;
	}

	Estimator.Choice choice() {
		return choice;
	}

	Sites sites() {
		return sites;
	}

	/**
	 * The estimates for all rows.
	 *
	 * @param draws M ≥ 1
	 * @param sums  sums over the draws
	 */
	abstract Values estimate(long draws, double[] sums);

	/** The values if they need no draws; their errors are 0 then. */
	Optional<Values> exact() {
		return Optional.empty();
	}

	/** Number of sums. */
	abstract int length();

	@Override
	public Sums empty() {
		return new Sums(length());
	}

	@Override
	public long bytes() {
		return Sums.bytes(length());
	}

	@Override
	public String explanation() {
		return choice.estimator().word() + (choice.path() == null ? "" : ", " + choice.path().word() + " sampling") + ": " + choice.why() + (length() == 0 ? "" : "; " + length() + " sums");
	}

	/** Nothing is drawn: the table holds theory. */
	static final class Exact extends CorrelatorMeasurement {

		Exact(Estimator.Choice choice, Sites sites, SingleLayerTheory theory) {
			super(choice, sites, theory);
		}

		@Override
		public Optional<Need> need() {
			return Optional.empty();
		}

		@Override
		int length() {
			return 0;
		}

		@Override
		public void accumulate(Draws draws, Sums statistic) {
			throw new IllegalStateException("nothing is drawn");
		}

		@Override
		Values estimate(long draws, double[] sums) {
			throw new IllegalStateException("nothing is drawn");
		}
	}
}
