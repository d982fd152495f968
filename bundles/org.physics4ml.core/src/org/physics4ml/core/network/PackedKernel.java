package org.physics4ml.core.network;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth.Contribution;
import org.physics4ml.core.network.InfiniteWidth.Kernel;
import org.physics4ml.core.network.InfiniteWidth.Tangent;

/** The symmetric half of the kernels of k points in memory, block by block in parallel. */
final class PackedKernel {

	/** Rows and columns of a block: few points are shared among threads, too. */
	private static final int LARGE = 128, SMALL = 8, FEW = 256;

	private PackedKernel() {
	}

	static Tangent of(KernelBlocks blocks, int k, boolean withTangent, boolean byGroup) throws UnsuitableException {
		int edge = blocks.closedForm() || k > FEW ? LARGE : SMALL, count = (k + edge - 1) / edge, length = DrawSampler.packedLength(k);
		var failure = new AtomicReference<UnsuitableException>();
		double[] nngp = new double[length], tangent = withTangent ? new double[length] : null;
		var contributions = new ArrayList<Contribution>();
		if (byGroup) for (String group : blocks.groups()) contributions.add(new Contribution(group, new double[length]));
		IntStream.range(0, count * (count + 1) / 2).parallel().forEach(number -> {
			int i = 0, rest = number;
			while (rest >= count - i) rest -= count - i++;
			int row = i * edge, column = (i + rest) * edge;
			if (failure.get() != null) return;
			try {
				var block = blocks.block(row, Math.min(edge, k - row), column, Math.min(edge, k - column));
				copy(block.nngp(), nngp, k, row, column, edge);
				if (withTangent) copy(block.tangent(), tangent, k, row, column, edge);
				for (int g = 0; g < contributions.size(); g++) copy(block.contributions().get(g), contributions.get(g).values(), k, row, column, edge);
			} catch (UnsuitableException e) {
				failure.set(e);
			}
		});
		if (failure.get() != null) throw failure.get();
		return new Tangent(new Kernel(nngp, blocks.closedForm()), tangent, contributions, blocks.convergent());
	}

	private static void copy(double[] block, double[] packed, int k, int row, int column, int edge) {
		int columns = Math.min(edge, k - column);
		for (int p = row; p < Math.min(k, row + edge); p++) {
			int q = Math.max(p, column);
			System.arraycopy(block, (p - row) * columns + q - column, packed, DrawSampler.index(p, q, k), columns - (q - column));
		}
	}
}
