package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.List;

import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Points;

/**
 * Kernels with expectations that are sampled: the mean over independent realisations of the sampling errors, whose spread gives that of the mean, through all layers.
 *
 * @param realisations of the same kernels, at least two
 */
record SampledKernels(List<InfiniteWidth> realisations) implements InfiniteWidth {

	@Override
	public KernelBlocks blocks(Points rows, Points columns, Method method, boolean tangent, boolean byGroup) throws UnsuitableException {
		var all = new ArrayList<KernelBlocks>();
		for (var realisation : realisations) all.add(realisation.blocks(rows, columns, method, tangent, byGroup));
		return new KernelBlocks() {

			@Override
			public boolean closedForm() {
				return false;
			}

			@Override
			public boolean sampled() {
				return true;
			}

			@Override
			public boolean convergent() {
				return all.getFirst().convergent();
			}

			@Override
			public List<String> groups() {
				return all.getFirst().groups();
			}

			@Override
			public void requireExistence(int point) throws UnsuitableException {
				all.getFirst().requireExistence(point);
			}

			@Override
			public double work() {
				return all.stream().mapToDouble(KernelBlocks::work).sum();
			}

			@Override
			public Block block(int firstRow, int rowCount, int firstColumn, int columnCount) throws UnsuitableException {
				var mean = new Mean(all.size());
				for (var one : all) {
					var block = one.block(firstRow, rowCount, firstColumn, columnCount);
					var matrices = new ArrayList<double[]>();
					matrices.add(block.nngp());
					if (block.tangent() != null) matrices.add(block.tangent());
					matrices.addAll(block.contributions());
					mean.add(matrices);
				}
				return new Block(mean.of(0), tangent ? mean.of(1) : null, tangent ? mean.from(2) : List.of(), mean.errors(tangent ? 1 : 0));
			}
		};
	}

	@Override
	public boolean isConvergent() {
		return realisations.getFirst().isConvergent();
	}

	@Override
	public boolean isMeanExact() {
		return false;
	}

	/** Of several matrices at once, realisation after realisation, with the spread between these. */
	private static final class Mean {

		private final int count;
		private final List<List<double[]>> added = new ArrayList<>();

		Mean(int count) {
			this.count = count;
		}

		void add(List<double[]> matrices) {
			added.add(matrices);
		}

		double[] of(int matrix) {
			var mean = new double[added.getFirst().get(matrix).length];
			for (var one : added) for (int i = 0; i < mean.length; i++) mean[i] += one.get(matrix)[i] / count;
			return mean;
		}

		List<double[]> from(int first) {
			var means = new ArrayList<double[]>();
			for (int matrix = first; matrix < added.getFirst().size(); matrix++) means.add(of(matrix));
			return means;
		}

		double[] errors(int matrix) {
			double[] mean = of(matrix), errors = new double[mean.length];
			for (var one : added) for (int i = 0; i < mean.length; i++) errors[i] += (one.get(matrix)[i] - mean[i]) * (one.get(matrix)[i] - mean[i]) / (count * (count - 1.0));
			for (int i = 0; i < mean.length; i++) errors[i] = Math.sqrt(errors[i]);
			return errors;
		}
	}
}
