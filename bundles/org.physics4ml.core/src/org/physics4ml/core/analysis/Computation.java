package org.physics4ml.core.analysis;

import java.io.IOException;
import java.util.List;

import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.data.MatrixFile;

/**
 * What a {@link Measurement} computes without draws, in parts that do not depend on each other: the kernel of many points, say, tile by tile. The engine does it before anything is drawn, part by part on as many
 * threads as the user wants, shows how far it is, follows a cancellation between parts, keeps what is done on disk, and computes after a kill or a cancellation only what is missing.
 *
 * <p>
 * Results are matrices in files. A part writes its entries alone and writes the same ones each time, so that the files depend neither on threads nor on the order of parts; a part that was
 * interrupted is computed again. When all parts are done {@link #complete} makes of the matrices what the conclusion needs: factors, eigenvalues, fits. What takes a second at most needs no parts:
 * it is done there. Thread-safe.
 */
public interface Computation {

	/**
	 * A matrix of float64 in a file.
	 *
	 * @param name kebab-case, unique in the computation; the file is {@code arrays/<analysis>-<name>.npy} in the run directory, with {@code -<cell>} behind the name in a sweep
	 * @param kept whether it is a result of the run; if not, the file is deleted at the end of the run
	 */
	record Array(String name, long rows, long columns, boolean kept) {

		/** Bytes on disk. */
		public long bytes() {
			return MatrixFile.bytes(rows, columns);
		}
	}

	/** The matrices that parts write. */
	List<Array> arrays();

	/** Number of parts, fixed by the plan; 0 where {@link #complete} does it all. Parts of a tenth of a second or so keep all threads at work to the end. */
	int parts();

	/** Multiplications and additions of all parts together, about, for the plan: {@link org.physics4ml.core.run.Plan#RATE} of them take a second. */
	double computingWork();

	/** Bytes that each thread needs for a part, for the plan. */
	long bytesPerWorker();

	/** Multiplications and additions of {@link #complete}, about: the matrix that is inverted, say. */
	default double completingWork() {
		return 0;
	}

	/** Bytes that {@link #complete} needs and that stay to the end of the conclusion. */
	default long bytesKept() {
		return 0;
	}

	/**
	 * Computes a part, in one thread.
	 *
	 * @param part  from 0
	 * @param files of {@link #arrays}
	 * @throws UnsuitableException if what was asked for does not exist; the run fails with what is wrong and what to do
	 * @throws IOException         if the disk refuses
	 */
	void compute(int part, List<MatrixFile> files) throws UnsuitableException, IOException;

	/**
	 * Called once before anything is drawn or concluded, when all parts are done; after a cancellation or a kill again. Parallel streams in it take the threads of the run. The files are closed
	 * afterwards.
	 *
	 * @param files of {@link #arrays}, to be read
	 * @param names paths of these files in the run directory, for findings; those that are not kept have none that lasts
	 * @param steps to be told how far it is, by what takes longer than a second; ends it where the run is cancelled
	 * @throws UnsuitableException as {@link #compute}
	 */
	void complete(List<MatrixFile> files, List<String> names, Steps steps) throws UnsuitableException, IOException;
}
