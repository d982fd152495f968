package org.physics4ml.core.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need.Path;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Statistic;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.DrawSampler;

/**
 * Runs a plan: computes what needs no draws, draws each chunk once for all analyses on several threads, merges statistics in the order of the chunks, writes checkpoints, follows a
 * cancellation within a chunk, and concludes. The findings depend on the plan and the numeric backend, on nothing else.
 */
public final class Engine {

	private static final long CHECKPOINT_NANOS = 5_000_000_000L;
	private static final long PARTIAL_NANOS = 1_000_000_000L;
	/** After a round of so many seconds, or so many rounds, the time of a draw is known well enough to say what a target error will cost. */
	private static final double PILOT_SECONDS = 0.3;
	private static final int PILOT_ROUNDS = 5;
	/** Chunks that a thread may be ahead of the slowest. */
	private static final int AHEAD = 8;

	private final Plan plan;
	private final RunDirectory directory;
	private final int threads;
	private final Blas blas;
	private final RunMonitor monitor;
	private final List<CellRun> cells = new ArrayList<>();
	private final Computations computations;

	private final long begin = System.nanoTime();
	private long lastPartial = begin;
	private double workResumed;

	private Engine(Plan plan, RunDirectory directory, int threads, Blas blas, RunMonitor monitor) {
		this.plan = plan;
		this.directory = directory;
		this.threads = threads;
		this.blas = blas;
		this.monitor = monitor;
		for (PlannedCell cell : plan.cells())
			cells.add(new CellRun(cell));
		computations = new Computations(plan, directory, threads, monitor);
	}

	/**
	 * Runs, or continues, a plan in its directory; on return the directory's state says how it ended.
	 *
	 * @param threads number of threads that draw, at least 1
	 * @return the findings; null if the run was cancelled
	 * @throws RunFailure  if a contribution throws or returns numbers that are not finite; a readable, resumable run is left
	 * @throws IOException if the directory cannot be written
	 */
	public static List<AnalysisFindings> run(Plan plan, RunDirectory directory, int threads, Blas blas, RunMonitor monitor) throws RunFailure, IOException {
		var engine = new Engine(plan, directory, threads, blas, monitor);
		try {
			return engine.run();
		} catch (RunFailure failure) {
			directory.log(failure.getMessage(), failure.getCause());
			directory.state(RunState.FAILED, failure.getMessage());
			throw failure;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			directory.state(RunState.CANCELLED, "interrupted");
			return null;
		}
	}

	private List<AnalysisFindings> run() throws RunFailure, IOException, InterruptedException {
		directory.state(RunState.RUNNING, "");
		for (int i = 0; i < cells.size(); i++) {
			CellRun cell = cells.get(i);
			if (directory.restore(RunDirectory.checkpointOf(i), cell::read))
				workResumed += cell.planned().workPerDraw() * cell.draws();
		}
		boolean cancelled = !computations.run((task, cell) -> progress(cell, 0, task));
		for (int i = 0; i < cells.size() && !cancelled; i++)
			cancelled = !cells.get(i).isFinished() && !run(i);
		if (cancelled) {
			directory.state(RunState.CANCELLED, "");
			directory.log("cancelled; continue with --resume", null);
			return null;
		}
		progress(cells.size() - 1, 0, "");
		List<AnalysisFindings> findings = new ArrayList<>();
		try {
			concludeAll(findings);
		} finally {
			directory.findings(plan, findings); // what the others found is readable even if one fails
		}
		blocks(findings);
		monitor.concluded(findings);
		directory.state(RunState.DONE, "");
		StoredComputation.clear(plan, directory.path());
		return findings;
	}

	/** Runs a cell to its end; false if cancelled before. */
	private boolean run(int index) throws RunFailure, IOException, InterruptedException {
		CellRun cell = cells.get(index);
		Chunks chunks = cell.planned().chunks();
		boolean told = false;
		for (int round = 0; round < chunks.rounds(); round++) {
			long drawsBefore = cell.draws(), start = System.nanoTime();
			if (cell.merged() < chunks.count(round) && !draw(index, chunks.count(round)))
				return false;
			if (cell.merged() > chunks.count(round) || plan.targetError().isEmpty())
				continue;
			double drawing = (System.nanoTime() - start) * 1e-9;
			var target = new TargetError(plan.targetError().getAsDouble(), relativeError(cell), cell.draws());
			if (target.isReached())
				break;
			if (!told && target.isKnown() && round + 1 < chunks.rounds() && (drawing > PILOT_SECONDS || round + 2 >= Math.min(chunks.rounds(), PILOT_ROUNDS))) {
				String line = (cells.size() == 1 ? "" : cell.planned() + ": ") + target.forecast(chunks.draws(chunks.rounds() - 1), drawing / Math.max(1, cell.draws() - drawsBefore));
				directory.log(line, null);
				monitor.forecast(line);
				told = true;
			}
		}
		cell.finish();
		directory.checkpoint(RunDirectory.checkpointOf(index), cell::write);
		return true;
	}

	/** Draws all chunks of a cell up to a limit; false if cancelled before. */
	private boolean draw(int index, long limit) throws RunFailure, IOException, InterruptedException {
		CellRun cell = cells.get(index);
		AtomicLong next = new AtomicLong(cell.merged());
		long drawsBefore = cell.draws(), start = System.nanoTime(), lastCheckpoint = start;
		Workers workers = Workers.start("draws", Math.min(threads, limit - cell.merged()), all -> work(cell, next, limit, all));
		boolean cancelled = false;
		try {
			while (!workers.haveEnded()) {
				long now = System.nanoTime();
				if (monitor.isCancelled()) {
					cancelled = true;
					workers.stop();
				}
				progress(index, (cell.draws() - drawsBefore) / Math.max(1e-9, (now - start) * 1e-9), "");
				if (now - lastCheckpoint > CHECKPOINT_NANOS) {
					directory.checkpoint(RunDirectory.checkpointOf(index), cell::write);
					lastCheckpoint = System.nanoTime();
				}
				if (now - lastPartial > PARTIAL_NANOS) {
					monitor.partial(() -> {
						List<AnalysisFindings> findings = new ArrayList<>();
						try {
							conclude(findings);
						} catch (RunFailure | IOException e) {
							monitor.log(e.getMessage()); // the end of the run reports it, too
						}
						return findings;
					});
					lastPartial = System.nanoTime();
				}
			}
		} catch (InterruptedException e) {
			workers.end();
			directory.checkpoint(RunDirectory.checkpointOf(index), cell::write);
			throw e;
		}
		if (workers.failure() != null || cancelled)
			directory.checkpoint(RunDirectory.checkpointOf(index), cell::write);
		switch (workers.failure()) {
		case null -> {
			return cell.merged() == limit;
		}
		case RunFailure known -> throw known;
		case OutOfMemoryError memory -> throw new RunFailure("out of memory in cell " + cell.planned()
				+ "; use fewer points, a lower order or fewer threads, or give the JVM more memory", memory);
		case InterruptedException interrupted -> throw interrupted;
		case Throwable other -> throw new RunFailure("drawing failed in cell " + cell.planned() + ": " + describe(other) + "; see log.txt", other);
		}
	}

	private void work(CellRun cell, AtomicLong next, long limit, Workers workers) throws RunFailure, InterruptedException {
		PlannedCell planned = cell.planned();
		int size = planned.chunks().chunkSize();
		Map<Path, DrawSampler> samplers = new EnumMap<>(Path.class);
		Map<Path, double[]> outputs = new EnumMap<>(Path.class), kernels = new EnumMap<>(Path.class);
		planned.needs().forEach((path, quantities) -> {
			if (PlannedCell.samples(quantities))
				samplers.put(path, planned.sampling(path).sampler(planned.cell().points(), planned.key(), blas));
			if (quantities.contains(Quantity.OUTPUTS))
				outputs.put(path, new double[size * planned.outputStride()]);
			if (planned.kernelStride(path) > 0)
				kernels.put(path, new double[size * planned.kernelStride(path)]);
		});
		boolean tangent = planned.needs().getOrDefault(Path.EXPLICIT, Set.of()).contains(Quantity.TANGENT);
		var tangents = tangent ? planned.tangents().sampler(planned.cell().points(), planned.key(), blas) : null;
		double[] theta = tangent ? new double[size * planned.tangentStride()] : null;
		while (!workers.isStopped()) {
			long number = next.getAndIncrement();
			if (number >= limit)
				return;
			while (number > cell.merged() + AHEAD * threads) { // what is pending stays bounded
				if (workers.isStopped())
					return;
				Thread.sleep(1);
			}
			var chunk = planned.chunks().chunk(number);
			for (var entry : samplers.entrySet()) {
				double[] out = outputs.get(entry.getKey()), kernel = kernels.get(entry.getKey());
				int stride = planned.kernelStride(entry.getKey());
				boolean all = planned.needs().get(entry.getKey()).contains(Quantity.KERNELS);
				for (int i = 0; i < chunk.count(); i++)
					if (all)
						entry.getValue().drawKernels(chunk.first() + i, out, i * planned.outputStride(), kernel, i * stride);
					else
						entry.getValue().draw(chunk.first() + i, out, i * planned.outputStride(), kernel, i * stride);
				requireFinite(planned, chunk, out, planned.outputStride(), "φ");
				requireFinite(planned, chunk, kernel, stride, "Ĝ");
			}
			if (tangent) {
				for (int i = 0; i < chunk.count(); i++)
					tangents.draw(chunk.first() + i, theta, i * planned.tangentStride());
				requireFinite(planned, chunk, theta, planned.tangentStride(), "Θ");
			}
			Statistic<?>[] statistics = new Statistic<?>[planned.measurements().size()];
			for (int analysis = 0; analysis < statistics.length; analysis++) {
				var need = planned.need(analysis);
				if (need != null)
					statistics[analysis] = accumulate(planned, analysis, new Draws(chunk.first(), chunk.count(), outputs.get(need.path()),
							planned.outputStride(), need.quantity() == Quantity.TANGENT ? theta : kernels.get(need.path()),
							need.quantity() == Quantity.TANGENT ? planned.tangentStride() : planned.kernelStride(need.path())));
			}
			cell.complete(number, statistics);
		}
	}

	@SuppressWarnings("unchecked")
	private <S extends Statistic<S>> S accumulate(PlannedCell planned, int analysis, Draws draws) throws RunFailure {
		var measurement = (Measurement<S>) planned.measurements().get(analysis);
		try {
			S statistic = measurement.empty();
			measurement.accumulate(draws, statistic);
			return statistic;
		} catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
			throw failed(plan.analyses().get(analysis), e);
		}
	}

	private void requireFinite(PlannedCell planned, Chunks.Chunk chunk, double[] values, int stride, String symbol) throws RunFailure {
		if (values == null)
			return;
		double zero = 0;
		for (int i = 0; i < chunk.count() * stride; i++)
			zero += values[i] * 0; // NaN as soon as one value is not finite
		if (zero == 0)
			return;
		for (int i = 0; i < chunk.count() * stride; i++)
			if (!Double.isFinite(values[i]))
				throw new RunFailure("architecture: " + symbol + " is " + values[i] + " in draw " + (chunk.first() + i / stride) + " of " + planned
						+ "; the activation or the depth makes the field overflow: use smaller variances or fewer layers", null);
	}

	/** The largest relative error of the analyses that can tell; NaN while one of them cannot, 0 if none ever can. */
	private double relativeError(CellRun cell) throws RunFailure, IOException {
		double largest = 0;
		for (int analysis = 0; analysis < plan.analyses().size(); analysis++)
			largest = Math.max(largest, relativeError(plan.analyses().get(analysis), cell, analysis).orElse(0)); // NaN stays
		return largest;
	}

	@SuppressWarnings("unchecked")
	private <S extends Statistic<S>> OptionalDouble relativeError(PlannedAnalysis planned, CellRun cell, int analysis) throws RunFailure, IOException {
		try {
			return ((Analysis<S>) planned.analysis()).relativeError(planned.parameters(), cell.<S>result(analysis));
		} catch (RuntimeException | LinkageError | StackOverflowError e) {
			throw failed(planned, e);
		}
	}

	/** Says for each analysis how parameters were sampled, where that is not exact, and in which cells the target error was not reached. */
	private void notices(List<AnalysisFindings> findings) throws RunFailure, IOException {
		for (int analysis = 0; analysis < findings.size(); analysis++) {
			List<String> lines = new ArrayList<>(findings.get(analysis).findings().notices());
			int before = lines.size();
			for (CellRun cell : cells) {
				if (cell.draws() > 0 && cell.planned().need(analysis) != null)
					cell.planned().sampling().forEach(line -> lines.add((cells.size() == 1 ? "" : cell.planned() + ": ") + line));
				if (plan.targetError().isEmpty())
					continue;
				var error = relativeError(plan.analyses().get(analysis), cell, analysis);
				if (cell.draws() == 0 || error.isEmpty())
					continue;
				var target = new TargetError(plan.targetError().getAsDouble(), error.getAsDouble(), cell.draws());
				if (!target.isReached())
					lines.add((cells.size() == 1 ? "" : cell.planned() + ": ") + target.missed());
			}
			if (lines.size() > before)
				findings.set(analysis, findings.get(analysis).with(lines));
		}
	}

	/** The conclusion of the run; what it computes in parallel takes the threads of the run and no more. */
	private void concludeAll(List<AnalysisFindings> into) throws RunFailure, IOException {
		try {
			Threads.<Void, Exception>call(threads, () -> {
				conclude(into);
				notices(into);
				return null;
			});
		} catch (RunFailure | IOException | RuntimeException e) {
			throw e;
		} catch (Exception e) {
			throw new IllegalStateException(e); // nothing else is thrown
		}
	}

	/** Concludes from a snapshot of all cells; an analysis that fails does not keep the others from concluding. */
	private void conclude(List<AnalysisFindings> into) throws RunFailure, IOException {
		RunFailure first = null;
		for (int analysis = 0; analysis < plan.analyses().size(); analysis++) {
			PlannedAnalysis planned = plan.analyses().get(analysis);
			try {
				into.add(new AnalysisFindings(planned.declaration().shortId(), planned.name(), conclude(planned, results(analysis))));
			} catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
				if (first == null)
					first = failed(planned, e);
			}
		}
		if (first != null)
			throw first;
	}

	/** A snapshot of all cells for an analysis. */
	private <S extends Statistic<S>> List<Result<S>> results(int analysis) throws IOException {
		List<Result<S>> results = new ArrayList<>();
		for (CellRun cell : cells)
			results.add(cell.result(analysis));
		return results;
	}

	@SuppressWarnings("unchecked")
	private static <S extends Statistic<S>> Findings conclude(PlannedAnalysis planned, List<?> results) {
		return ((Analysis<S>) planned.analysis()).conclude(planned.name(), planned.parameters(), (List<Result<S>>) results);
	}

	private static <S extends Statistic<S>> List<Result<S>> without(List<Result<S>> results, int block) {
		return results.stream().map(result -> {
			List<S> blocks = new ArrayList<>(result.blocks());
			if (block < blocks.size())
				blocks.remove(block);
			return new Result<>(result.cell(), result.measurement(), blocks);
		}).toList();
	}

	/** Stores every value with an error as it is without each block of draws, for the covariances between entries that other runs are compared with. */
	private void blocks(List<AnalysisFindings> findings) throws IOException, InterruptedException {
		int count = plan.cells().stream().mapToInt(cell -> cell.chunks().blocks()).min().orElse(0);
		BlockValues.Builder values = new BlockValues.Builder(findings, count);
		if (values.isEmpty())
			return;
		List<IntConsumer> conclusions = new ArrayList<>();
		for (int analysis = 0; analysis < plan.analyses().size(); analysis++)
			if (values.needs(analysis))
				conclusions.add(conclusion(analysis, values));
		AtomicLong next = new AtomicLong();
		Workers workers = Workers.start("blocks", conclusions.isEmpty() ? 0 : Math.min(threads, count), all -> {
			for (int block; (block = (int) next.getAndIncrement()) < count && !all.isStopped();)
				for (IntConsumer conclusion : conclusions)
					conclusion.accept(block);
		});
		while (!workers.haveEnded())
			if (monitor.isCancelled())
				workers.stop(); // the findings are complete without them
		if (workers.failure() != null) // of a contribution; the findings of all draws are there already
			directory.log("no block values: " + describe(workers.failure()), workers.failure());
		else if (workers.isStopped())
			directory.log("no block values: cancelled after the findings were complete", null);
		else
			values.build().write(directory.path());
	}

	/** Concludes an analysis without a block, from one snapshot for all blocks. */
	private <S extends Statistic<S>> IntConsumer conclusion(int analysis, BlockValues.Builder values) throws IOException {
		List<Result<S>> results = results(analysis);
		return block -> values.set(analysis, block, conclude(plan.analyses().get(analysis), without(results, block)));
	}

	static RunFailure failed(PlannedAnalysis planned, Throwable e) {
		return new RunFailure("analyses." + planned.name() + ": " + planned.declaration().id() + " (" + planned.declaration().bundle() + " "
				+ planned.declaration().version() + ") failed: " + describe(e) + "; remove the analysis or report it to its author, details are in log.txt", e);
	}

	private static String describe(Throwable e) {
		return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage().lines().findFirst().orElse(""));
	}

	/** @param task what is being done, empty text while networks are drawn */
	private void progress(int index, double rate, String task) {
		double done = computations.done(), all = plan.computingWork();
		long draws = 0, allDraws = 0;
		for (CellRun cell : cells) {
			PlannedCell planned = cell.planned();
			done += cell.isFinished() ? planned.work() : planned.workPerDraw() * cell.draws();
			all += planned.work();
			draws += cell.draws();
			allDraws += planned.needs().isEmpty() ? 0 : planned.cell().draws();
		}
		double fraction = all == 0 ? 1 : done / all, fresh = done - workResumed - computations.resumed();
		Duration remaining = fresh <= 0 ? null
				: Duration.ofNanos((long) ((System.nanoTime() - begin) / fresh * (all - done)));
		monitor.progress(new Progress(index + 1, cells.size(), draws, allDraws, fraction, rate, remaining, task));
	}
}
