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
	private final Sources sources;

	CorrelatorMeasurement(Estimator.Choice choice, Sites sites, SingleLayerTheory theory, Sources sources) {
		this.sources = sources;
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

	Sources sources() {
		return sources;
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

	/** Number of sums for the rows; those of the sources come after. */
	abstract int length();

	/** Adds the sums of a chunk for the rows. */
	abstract void accumulate(Draws draws, double[] totals);

	@Override
	public final void accumulate(Draws draws, Sums statistic) {
		double[] totals = new double[length() + sources.count()];
		accumulate(draws, totals);
		sources.accumulate(draws, totals, length());
		statistic.add(draws.count(), totals);
	}

	@Override
	public Sums empty() {
		return new Sums(length() + sources.count());
	}

	@Override
	public long bytes() {
		return Sums.bytes(length() + sources.count());
	}

	@Override
	public String explanation() {
		return !choice.isUsed() ? choice.why() : choice.estimator().word() + (choice.path() == null ? "" : ", " + choice.path().word() + " sampling") + ": " + choice.why() + (length() == 0 ? "" : "; " + length() + " sums");
	}

	/** Nothing is drawn: the table holds theory. */
	static final class Exact extends CorrelatorMeasurement {

		Exact(Estimator.Choice choice, Sites sites, SingleLayerTheory theory, Sources sources) {
			super(choice, sites, theory, sources);
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
		void accumulate(Draws draws, double[] totals) {
			throw new IllegalStateException("nothing is drawn");
		}

		@Override
		Values estimate(long draws, double[] sums) {
			throw new IllegalStateException("nothing is drawn");
		}
	}
}
