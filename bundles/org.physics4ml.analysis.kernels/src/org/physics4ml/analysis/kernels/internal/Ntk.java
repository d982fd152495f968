package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Need.Path;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.InfiniteWidth.Contribution;
import org.physics4ml.core.network.InfiniteWidth.Kernel;
import org.physics4ml.core.network.InfiniteWidth.Tangent;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.TangentSampling;

/**
 * The neural tangent kernel of infinite width, Θ¹ = K¹, Θ^{l+1} = K^{l+1} + σ_w² K̇ Θ^l, what each parameter group contributes to it, and the
 * mean of those of finite networks beside it (PHYSICS 7).
 */
public final class Ntk implements Analysis<Sums> {

	static final String LAYERS = "layers";

	/** What a reader has to know where Θ has no limit. */
	static final String DIVERGES = "in this parameterisation the kernels scale with the width or leave the kernel regime (standard: the tangent kernel grows as N, learning rates scale as 1/N; mu-p and mean-field: features move while training): what is shown is the leading order at the widths of the experiment before training, with relative corrections of O(1/N). With architecture.parameterisation=ntk it has a limit";

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) throws UnsuitableException {
		var files = KernelFiles.of(parameters, cell, true);
		if (files.isPresent())
			return files.get();
		boolean byGroup = parameters.flag(LAYERS);
		var blocks = Limits.of(cell).blocks(cell.points(), cell.points(), Limits.method(parameters), true, byGroup);
		int k = cell.points().distinctCount();
		var block = blocks.sampled() ? blocks.block(0, k, 0, k) : null;
		Tangent tangent = block == null ? Limits.of(cell).tangent(cell.points(), Limits.method(parameters), byGroup) : tangent(blocks, block, k);
		Limits.requireFinite(tangent.nngp().values());
		Limits.requireFinite(tangent.values());
		boolean sampled = parameters.flag(Nngp.SAMPLED) && cell.ensemble().capability(TangentSampling.class).isPresent() && cell.sampler().orElse(Path.EXPLICIT) == Path.EXPLICIT;
		return new TangentEstimate(tangent, block == null ? null : packed(block.errors(), k), Limits.of(cell).isMeanExact(), sampled ? Optional.of(new Need(Path.EXPLICIT, Quantity.TANGENT)) : Optional.empty(), k);
	}

	/** Of kernels that are sampled: all entries in one go, with their errors. */
	private static Tangent tangent(KernelBlocks blocks, KernelBlocks.Block block, int k) {
		List<Contribution> contributions = new ArrayList<>();
		for (int g = 0; g < block.contributions().size(); g++)
			contributions.add(new Contribution(blocks.groups().get(g), packed(block.contributions().get(g), k)));
		return new Tangent(new Kernel(packed(block.nngp(), k), false), packed(block.tangent(), k), contributions, blocks.convergent());
	}

	private static double[] packed(double[] matrix, int k) {
		double[] packed = new double[DrawSampler.packedLength(k)];
		for (int p = 0, at = 0; p < k; p++)
			for (int q = p; q < k; q++)
				packed[at++] = matrix[p * k + q];
		return packed;
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		return KernelFiles.conclude(results, tables -> new TangentFindings(tables, parameters.flag(LAYERS)).findings());
	}
}
