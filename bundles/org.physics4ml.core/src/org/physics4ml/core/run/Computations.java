package org.physics4ml.core.run;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ObjIntConsumer;

import org.physics4ml.core.analysis.Computation;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.run.StoredComputation.Task;

/** Does what the analyses of a plan compute without draws, one computation after the other, the parts of each on several threads. */
final class Computations {

	private static final long STORE_NANOS = 5_000_000_000L;

	private final RunDirectory directory;
	private final int threads;
	private final RunMonitor monitor;
	private final List<Task> tasks;
	private double before;
	private volatile double current;
	private double resumed;

	Computations(Plan plan, RunDirectory directory, int threads, RunMonitor monitor) {
		this.directory = directory;
		this.threads = threads;
		this.monitor = monitor;
		tasks = Task.of(plan);
	}

	/** Multiplications and additions done so far, those of an interrupted run included. */
	double done() {
		return before + current;
	}

	/** Those of an interrupted run. */
	double resumed() {
		return resumed;
	}

	/**
	 * @param progress is told now and then what is being computed, and for which cell
	 * @return false if cancelled before the end
	 */
	boolean run(ObjIntConsumer<String> progress) throws RunFailure, IOException, InterruptedException {
		for (Task task : tasks) {
			Computation computation = task.computation();
			try (var stored = new StoredComputation(task, directory)) {
				if (!compute(task, stored, progress) || !complete(task, stored, progress))
					return false;
			}
			before += computation.computingWork() + computation.completingWork();
			current = 0;
		}
		return true;
	}

	private boolean compute(Task task, StoredComputation stored, ObjIntConsumer<String> progress) throws RunFailure, IOException, InterruptedException {
		Computation computation = task.computation();
		int parts = computation.parts();
		if (parts == 0)
			return true;
		directory.log(task.analysis().name() + ": " + stored.doneParts() + " of " + parts + " parts are there", null);
		resumed += computation.computingWork() * stored.doneParts() / parts;
		while (!stored.reserve()) {
			if (monitor.isCancelled())
				return false;
			progress.accept(task.analysis().name() + ": takes room on the disk", task.cell());
		}
		var next = new AtomicInteger(-1);
		int count = Math.min(threads, parts - stored.doneParts());
		var workers = Workers.start("parts", count, all -> work(computation, stored, next, all));
		long lastStored = System.nanoTime();
		try {
			while (!workers.haveEnded()) {
				if (monitor.isCancelled())
					workers.stop();
				current = computation.computingWork() * stored.doneParts() / parts;
				progress.accept(task.analysis().name() + ": part " + stored.doneParts() + " of " + parts, task.cell());
				if (System.nanoTime() - lastStored > STORE_NANOS) {
					stored.store();
					lastStored = System.nanoTime();
				}
			}
		} catch (InterruptedException | IOException e) {
			workers.end();
			stored.store();
			throw e;
		}
		if (count > 0)
			stored.store();
		if (workers.failure() != null)
			throw failed(task, workers.failure());
		return stored.doneParts() == parts;
	}

	private boolean complete(Task task, StoredComputation stored, ObjIntConsumer<String> progress) throws RunFailure, IOException, InterruptedException {
		Computation computation = task.computation();
		var step = new AtomicReference<String>();
		boolean cancelled = false;
		var workers = Workers.start("completion", 1, all -> Threads.<Void, Exception>call(threads, () -> {
			stored.complete((done, what) -> {
				if (all.isStopped())
					throw new CancellationException("the run is cancelled");
				current = computation.computingWork() + computation.completingWork() * done;
				step.set(what);
			});
			return null;
		}));
		try {
			while (!workers.haveEnded()) {
				if (monitor.isCancelled()) {
					cancelled = true;
					workers.stop();
				}
				if (step.get() != null)
					progress.accept(task.analysis().name() + ": " + step.get(), task.cell());
			}
		} catch (InterruptedException e) {
			workers.end();
			throw e;
		}
		if (cancelled && workers.failure() instanceof CancellationException)
			return false;
		if (workers.failure() != null)
			throw failed(task, workers.failure());
		return true;
	}

	private static void work(Computation computation, StoredComputation stored, AtomicInteger next, Workers workers) throws UnsuitableException, IOException {
		while (!workers.isStopped()) {
			int part = next.updateAndGet(last -> stored.missing(last + 1));
			if (part >= computation.parts())
				return;
			computation.compute(part, stored.files());
			stored.done(part);
		}
	}

	private static RunFailure failed(Task task, Throwable e) throws IOException {
		return switch (e) {
		case IOException disk -> throw disk;
		case UnsuitableException known -> new RunFailure(known.path() + ": " + known.getMessage() + "; " + known.remedy(), known);
		case OutOfMemoryError memory -> new RunFailure("analyses." + task.analysis().name() + ": out of memory; use fewer threads, or give the JVM more memory", memory);
		default -> Engine.failed(task.analysis(), e);
		};
	}
}
