package org.physics4ml.core.network;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth.Contribution;
import org.physics4ml.core.network.InfiniteWidth.Kernel;
import org.physics4ml.core.network.InfiniteWidth.Tangent;

/** The symmetric half of the kernels of k points in memory, block by block in parallel. */
final class PackedKernel {

	/** Columns of a block: few points are shared among threads, too. */
	private static final int LARGE = 64, SMALL = 8, FEW = 256;
	/** Rows of a block, whose columns are read many times. */
	private static final int MOST = 1024;

	/** The rows {@code row} … and columns {@code column} …, of which those on and above the diagonal are wanted. */
	private record Part(int row, int rows, int column, int columns) {
	}

	private PackedKernel() {
	}

	static Tangent of(KernelBlocks blocks, int k, boolean withTangent, boolean byGroup) throws UnsuitableException {
		int length = DrawSampler.packedLength(k);
		var failure = new AtomicReference<UnsuitableException>();
		double[] nngp = new double[length], tangent = withTangent ? new double[length] : null;
		var contributions = new ArrayList<Contribution>();
		if (byGroup) for (String group : blocks.groups()) contributions.add(new Contribution(group, new double[length]));
		parts(k, blocks.closedForm() || k > FEW ? LARGE : SMALL).parallelStream().forEach(part -> {
			if (failure.get() != null) return;
			try {
				blocks.pieces(part.row, part.rows, part.column, part.columns, (row, rows, column, columns, piece) -> {
					DrawSampler.pack(piece.nngp(), row, rows, column, columns, nngp, k);
					if (withTangent) DrawSampler.pack(piece.tangent(), row, rows, column, columns, tangent, k);
					for (int g = 0; g < contributions.size(); g++) DrawSampler.pack(piece.contributions().get(g), row, rows, column, columns, contributions.get(g).values(), k);
				});
			} catch (UnsuitableException e) {
				failure.set(e);
			}
		});
		if (failure.get() != null) throw failure.get();
		return new Tangent(new Kernel(nngp, blocks.closedForm()), tangent, contributions, blocks.convergent());
	}

	private static List<Part> parts(int k, int columns) {
		int rows = Math.clamp(k / 4 / columns * columns, columns, MOST);
		var parts = new ArrayList<Part>();
		for (int column = 0; column < k; column += columns)
			for (int row = 0, end = Math.min(k, column + columns); row < end; row += rows) parts.add(new Part(row, Math.min(rows, end - row), column, end - column));
		return parts;
	}
}
