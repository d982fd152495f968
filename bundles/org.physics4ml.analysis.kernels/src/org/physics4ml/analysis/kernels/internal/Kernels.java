package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.KernelBlocks;

/**
 * Kernels of infinite width at all pairs of distinct points, packed upper triangles, see {@link DrawSampler}. Arrays are not to be modified.
 *
 * @param of            how they are computed
 * @param nngp          K
 * @param errors        standard errors of Θ where it is wanted, else of K; null where they are not sampled
 * @param tangent       Θ; null if it is not wanted
 * @param contributions the terms of Θ, one for each of {@link KernelBlocks#groups}; empty if they are not wanted
 */
record Kernels(KernelBlocks of, double[] nngp, double[] errors, double[] tangent, List<double[]> contributions) {

	/** Those of the first k distinct points, tile by tile in parallel: the same bits for any tiles. */
	static Kernels of(KernelBlocks blocks, int k, Quantities wanted, Steps steps) throws UnsuitableException {
		return of(blocks, k, k, wanted, steps);
	}

	/** Likewise, where of the points from {@code whole} on the covariances with each other are not wanted: they may be 0. */
	static Kernels of(KernelBlocks blocks, int k, int whole, Quantities wanted, Steps steps) throws UnsuitableException {
		var tiles = Tiles.of(blocks, k);
		List<double[]> packed = new ArrayList<>();
		for (int n = 0; n < wanted.count(blocks); n++)
			packed.add(new double[DrawSampler.packedLength(k)]);
		var failure = new AtomicReference<UnsuitableException>();
		var done = new AtomicInteger();
		IntStream.range(0, tiles.count()).parallel().forEach(tile -> {
			if (failure.get() != null || !tiles.isWanted(tile, whole))
				return;
			steps.at(done.get() / (double) tiles.count(), "kernel, part " + done.get() + " of " + tiles.count());
			int row = tiles.row(tile), column = tiles.column(tile);
			try {
				blocks.pieces(row, tiles.length(row), column, tiles.length(column), (firstRow, rows, firstColumn, columns, piece) -> {
					var matrices = wanted.of(piece);
					for (int n = 0; n < matrices.size(); n++)
						DrawSampler.pack(matrices.get(n), firstRow, rows, firstColumn, columns, packed.get(n), k);
				});
				done.incrementAndGet();
			} catch (UnsuitableException e) {
				failure.set(e);
			}
		});
		if (failure.get() != null)
			throw failure.get();
		return wanted.kernels(blocks, packed);
	}

	/** Those of the first k of the points; K alone. */
	Kernels first(int k) {
		if (nngp.length == DrawSampler.packedLength(k))
			return this;
		int all = (int) (Math.sqrt(8.0 * nngp.length + 1) / 2); // all(all + 1)/2 entries
		double[] values = new double[DrawSampler.packedLength(k)];
		for (int p = 0; p < k; p++)
			System.arraycopy(nngp, DrawSampler.index(p, p, all), values, DrawSampler.index(p, p, k), k - p);
		return new Kernels(of, values, null, null, List.of());
	}

	boolean closedForm() {
		return of.closedForm();
	}

	/** In words how they were computed. */
	String origin() {
		if (errors == null)
			return closedForm() ? "closed form" : "quadrature";
		return "quasi-Monte Carlo, with standard errors up to " + Limits.rounded(error()) + " of the largest entry, for which what is computed from it has no error of its own";
	}

	/** The largest standard error in units of the largest entry, of Θ where it is wanted, else of K; 0 where they are not sampled. */
	double error() {
		return errors == null ? 0 : Arrays.stream(errors).max().orElse(0) / Arrays.stream(tangent == null ? nngp : tangent).max().orElse(1);
	}

	void requireFinite() throws UnsuitableException {
		Limits.requireFinite(nngp);
		if (tangent != null)
			Limits.requireFinite(tangent);
	}

	/**
	 * Which of them are wanted, one matrix after the other: K, errors where these are sampled, Θ, its terms.
	 *
	 * @param tangent whether Θ is wanted
	 * @param byGroup whether its terms are
	 */
	record Quantities(boolean tangent, boolean byGroup) {

		static final Quantities NNGP = new Quantities(false, false), BOTH = new Quantities(true, false);

		int count(KernelBlocks blocks) {
			return 1 + (blocks.sampled() ? 1 : 0) + (tangent ? 1 : 0) + (byGroup ? blocks.groups().size() : 0);
		}

		List<double[]> of(KernelBlocks.Block block) {
			List<double[]> matrices = new ArrayList<>(List.of(block.nngp()));
			if (block.errors() != null)
				matrices.add(block.errors());
			if (tangent)
				matrices.add(block.tangent());
			if (byGroup)
				matrices.addAll(block.contributions());
			return matrices;
		}

		Kernels kernels(KernelBlocks blocks, List<double[]> packed) {
			int errors = blocks.sampled() ? 1 : 0, theta = errors + (tangent ? 1 : 0);
			return new Kernels(blocks, packed.getFirst(), errors > 0 ? packed.get(errors) : null, tangent ? packed.get(theta) : null, List.copyOf(packed.subList(theta + 1, packed.size())));
		}
	}
}
