package org.physics4ml.core.run;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import org.physics4ml.core.analysis.Computation;
import org.physics4ml.core.analysis.Computation.Array;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Experiment;

/**
 * What a run will do: cells of the sweep, how each analysis measures them, what is computed, chunks of draws, and what that costs. Made by the {@link Planner}; the same
 * experiment gives the same plan in every front. Immutable, but for the experiment, which nobody changes.
 */
public final class Plan {

	/** Multiplications and additions that a core of today does in a second in these loops, for a first estimate. */
	public static final double RATE = 1e9;

	private final Experiment experiment;
	private final String hash;
	private final List<PlannedAnalysis> analyses;
	private final List<PlannedCell> cells;
	private final OptionalDouble targetError;

	Plan(Experiment experiment, String hash, List<PlannedAnalysis> analyses, List<PlannedCell> cells, OptionalDouble targetError) {
		this.experiment = experiment;
		this.hash = hash;
		this.analyses = List.copyOf(analyses);
		this.cells = List.copyOf(cells);
		this.targetError = targetError;
	}

	/** The frozen experiment. */
	public Experiment experiment() {
		return experiment;
	}

	/** Identifies the plan: equal for equal experiments, whatever the front, the threads and the file's name. */
	public String hash() {
		return hash;
	}

	public List<PlannedAnalysis> analyses() {
		return analyses;
	}

	public List<PlannedCell> cells() {
		return cells;
	}

	/** The relative error at which a cell ends early; empty if all draws are made. */
	public OptionalDouble targetError() {
		return targetError;
	}

	/** Draws of all cells; at most, where a target error may end them early. */
	public long draws() {
		return cells.stream().filter(cell -> !cell.needs().isEmpty()).mapToLong(cell -> cell.cell().draws()).sum();
	}

	/** Multiplications and additions of the whole run, about; at most, where a target error may end it early. */
	public double work() {
		return drawingWork() + computingWork();
	}

	/** Those of all draws. */
	public double drawingWork() {
		return cells.stream().mapToDouble(PlannedCell::work).sum();
	}

	/** Those of what is computed before anything is drawn. */
	public double computingWork() {
		return computations().mapToDouble(computation -> computation.computingWork() + computation.completingWork()).sum();
	}

	private Stream<Computation> computations() {
		return cells.stream().flatMap(PlannedCell::computations);
	}

	/** Bytes that the run needs beside the program itself; does not depend on the number of draws. */
	public long memory(int threads) {
		return cells.stream().mapToLong(PlannedCell::bytesKept).sum() + computations().mapToLong(Computation::bytesKept).sum()
				+ threads * Math.max(cells.stream().mapToLong(PlannedCell::bytesPerWorker).max().orElse(0), computations().mapToLong(Computation::bytesPerWorker).max().orElse(0));
	}

	/** Bytes of the matrices that the run writes to the disk. */
	public long disk() {
		return computations().flatMap(computation -> computation.arrays().stream()).mapToLong(Array::bytes).sum();
	}

	/**
	 * Refuses a run that cannot fit.
	 *
	 * @param file name of the file or template, for the problem
	 * @throws InvalidExperimentException if the run needs more memory than the JVM may take
	 */
	public void requireMemory(String file, int threads) throws InvalidExperimentException {
		long needed = memory(threads), most = Runtime.getRuntime().maxMemory();
		if (needed > most)
			throw new InvalidExperimentException(new Problem(file, "", "the run needs about " + (needed >> 20) + " MiB of memory, and there are " + (most >> 20),
					"use fewer points, a lower order, fewer multisets or fewer threads"));
	}

	/** The first difference to another experiment as one line, or null if they ask for the same. */
	String firstDifference(Experiment other) {
		return ExperimentPaths.differences(experiment, other).stream().findFirst().map(Object::toString).orElse(null);
	}
}
