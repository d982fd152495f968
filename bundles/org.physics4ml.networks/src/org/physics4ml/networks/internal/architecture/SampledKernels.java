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
			public boolean convergent() {
				return all.getFirst().convergent();
			}

			@Override
			public List<String> groups() {
				return all.getFirst().groups();
			}

			@Override
			public double work() {
				return all.stream().mapToDouble(KernelBlocks::work).sum();
			}

			@Override
			public Block block(int firstRow, int rowCount, int firstColumn, int columnCount) throws UnsuitableException {
				var mean = new double[rowCount * columnCount];
				for (var one : all) {
					var values = one.block(firstRow, rowCount, firstColumn, columnCount).nngp();
					for (int i = 0; i < mean.length; i++) mean[i] += values[i] / all.size();
				}
				return new Block(mean, null, List.of());
			}
		};
	}

	@Override
	public boolean isMeanExact() {
		return false;
	}

	@Override
	public boolean isSampled() {
		return true;
	}

	@Override
	public SampledKernel sampled(Points points, Method method) throws UnsuitableException {
		int n = realisations.size();
		var kernels = new ArrayList<double[]>();
		for (var realisation : realisations) kernels.add(realisation.nngp(points, method).values());
		double[] mean = new double[kernels.getFirst().length], errors = new double[mean.length];
		for (var kernel : kernels) for (int i = 0; i < mean.length; i++) mean[i] += kernel[i] / n;
		for (var kernel : kernels) for (int i = 0; i < mean.length; i++) errors[i] += (kernel[i] - mean[i]) * (kernel[i] - mean[i]) / (n * (n - 1.0));
		for (int i = 0; i < mean.length; i++) errors[i] = Math.sqrt(errors[i]);
		return new SampledKernel(new Kernel(mean, false), errors);
	}
}
