package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.physics4ml.analysis.kernels.internal.Kernels.Quantities;
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
		var limit = Limits.of(cell);
		var method = Limits.method(parameters);
		var blocks = limit.blocks(cell.points(), cell.points(), method, true, false);
		Limits.requireExistence(blocks, cell.points(), true);
		boolean byGroup = parameters.flag(LAYERS);
		if (KernelFiles.areWanted(parameters, cell, blocks, byGroup ? 1 + cell.ensemble().groups().size() : 1))
			return new KernelFiles(blocks, cell.points(), Quantities.BOTH);
		boolean sampled = cell.draws() > 0 && parameters.flag(Nngp.SAMPLED) && cell.ensemble().capability(TangentSampling.class).isPresent()
				&& cell.sampler().orElse(Path.EXPLICIT) == Path.EXPLICIT;
		return new KernelEstimate(byGroup ? limit.blocks(cell.points(), cell.points(), method, true, true) : blocks, new Quantities(true, byGroup), MeanShift.none(limit.isMeanExact()),
				sampled ? Optional.of(new Need(Path.EXPLICIT, Quantity.TANGENT)) : Optional.empty(), 1, cell.points());
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		return KernelFiles.conclude(results, tables -> new TangentFindings(tables, parameters.flag(LAYERS)).findings());
	}
}
