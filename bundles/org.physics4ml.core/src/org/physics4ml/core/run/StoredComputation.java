package org.physics4ml.core.run;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.physics4ml.core.analysis.Computation;
import org.physics4ml.core.analysis.Computation.Array;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.data.MatrixFile;

/**
 * A computation of a plan in a run directory: its matrices, and which parts of them are there. Matrices stand among the checkpoints until they are complete; those that are kept then move to their place. A part counts
 * as done in the checkpoint only after what it wrote is on the disk.
 */
final class StoredComputation implements Closeable {

	/** Bytes that are taken from the disk at once. */
	private static final int RESERVED = 1 << 24;

	/** One of a plan's computations; its matrices bear the name of the analysis. */
	record Task(PlannedAnalysis analysis, int cell, int number, boolean swept, Computation computation) {

		/** All of a plan, in the order of cells. */
		static List<Task> of(Plan plan) {
			List<Task> tasks = new ArrayList<>();
			for (int cell = 0; cell < plan.cells().size(); cell++)
				for (int analysis = 0; analysis < plan.analyses().size(); analysis++) {
					var computation = plan.cells().get(cell).measurements().get(analysis).computation();
					if (computation.isPresent())
						tasks.add(new Task(plan.analyses().get(analysis), cell, analysis, plan.cells().size() > 1, computation.get()));
				}
			return tasks;
		}

		private String checkpoint() {
			return String.format("computation-%06d-%d", cell, number);
		}

		private String file(Array array) {
			return analysis.name() + "-" + array.name() + (swept ? "-" + cell : "") + ".npy";
		}

		private Path temporary(Path run, Array array) {
			return run.resolve(RunDirectory.CHECKPOINTS).resolve(file(array));
		}

		private Path place(Path run, Array array) {
			return array.kept() ? run.resolve(RunDirectory.ARRAYS).resolve(file(array)) : temporary(run, array);
		}

		private boolean isThere(Path run, Array array) throws IOException {
			return MatrixFile.exists(place(run, array), array.rows(), array.columns());
		}
	}

	private final Task task;
	private final RunDirectory directory;
	private final BitSet done = new BitSet();
	private List<MatrixFile> files = new ArrayList<>();

	/** Opens what is there of an interrupted run, or begins. */
	StoredComputation(Task task, RunDirectory directory) throws IOException {
		this.task = task;
		this.directory = directory;
		Path run = directory.path();
		directory.restore(task.checkpoint(), in -> done.or(BitSet.valueOf(in.readAllBytes())));
		boolean complete = isComplete(), usable = !done.isEmpty();
		for (Array array : task.computation().arrays())
			usable &= MatrixFile.exists(task.temporary(run, array), array.rows(), array.columns()) || complete && task.isThere(run, array);
		try {
			if (!usable && !done.isEmpty()) { // before there is a file of the right length again
				done.clear();
				store();
			}
			if (!isComplete())
				for (Array array : task.computation().arrays()) {
					Path file = task.temporary(run, array);
					files.add(usable ? MatrixFile.open(file, array.rows(), array.columns(), true) : MatrixFile.create(file, array.rows(), array.columns()));
				}
		} catch (IOException e) {
			close();
			throw e;
		}
	}

	/** Bytes that the matrices of a plan will still take from the disk, in a directory that may hold a part of its run. */
	static long missingBytes(Path run, Plan plan) throws IOException {
		long bytes = 0;
		for (Task task : Task.of(plan))
			for (Array array : task.computation().arrays()) {
				long there = 0;
				for (Path file : List.of(task.temporary(run, array), task.place(run, array)))
					there = Math.max(there, Files.isRegularFile(file) ? Files.size(file) : 0);
				bytes += Math.max(0, array.bytes() - there);
			}
		return bytes;
	}

	/** Takes some further bytes of the matrices from the disk; true once all are taken. */
	boolean reserve() throws IOException {
		for (MatrixFile file : files)
			if (!file.reserve(RESERVED))
				return false;
		return true;
	}

	/** To be written by parts. */
	List<MatrixFile> files() {
		return files;
	}

	/** The first part from a number on that is not done; the number of parts if there is none. */
	synchronized int missing(int from) {
		return Math.min(done.nextClearBit(from), task.computation().parts());
	}

	synchronized void done(int part) {
		done.set(part);
	}

	synchronized int doneParts() {
		return done.cardinality();
	}

	private boolean isComplete() {
		return doneParts() == task.computation().parts();
	}

	/** Makes what is done so far survive. */
	void store() throws IOException {
		byte[] before;
		synchronized (this) {
			before = done.toByteArray();
		}
		for (MatrixFile file : files)
			file.force();
		directory.checkpoint(task.checkpoint(), out -> out.write(before));
	}

	/** Moves complete matrices to their places and hands them to the measurement. */
	void complete(Steps steps) throws UnsuitableException, IOException {
		close();
		Path run = directory.path();
		List<String> names = new ArrayList<>();
		for (Array array : task.computation().arrays()) {
			Path place = task.place(run, array);
			if (array.kept() && Files.exists(task.temporary(run, array))) {
				Files.createDirectories(place.getParent());
				Files.move(task.temporary(run, array), place, StandardCopyOption.ATOMIC_MOVE);
			}
			names.add((array.kept() ? RunDirectory.ARRAYS : RunDirectory.CHECKPOINTS) + "/" + place.getFileName());
			files.add(MatrixFile.open(place, array.rows(), array.columns(), false));
		}
		try {
			task.computation().complete(List.copyOf(files), names, steps);
		} finally {
			close();
		}
	}

	/** Deletes the matrices of finished runs that are not kept. */
	static void clear(Plan plan, Path run) throws IOException {
		for (Task task : Task.of(plan))
			for (Array array : task.computation().arrays())
				if (!array.kept())
					Files.deleteIfExists(task.temporary(run, array));
	}

	@Override
	public void close() throws IOException {
		for (MatrixFile file : files)
			file.close();
		files = new ArrayList<>();
	}
}
