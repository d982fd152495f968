package org.physics4ml.analysis.kernels.internal;

import java.util.Optional;

import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.network.InfiniteWidth.Kernel;
import org.physics4ml.core.network.InfiniteWidth.SampledKernel;
import org.physics4ml.core.network.InfiniteWidth.Tangent;

/** The tangent kernel of infinite width, and the mean of those of finite networks where their derivatives can be had. */
final class TangentEstimate implements Measurement<Sums> {

	private final Tangent tangent;
	private final KernelEstimate estimate;

	/**
	 * @param errors    standard errors of Θ; null where it is not sampled
	 * @param exactMean whether the mean of the finite network's kernel is the limit at every width
	 */
	TangentEstimate(Tangent tangent, double[] errors, boolean exactMean, Optional<Need> need, int k) {
		this.tangent = tangent;
		estimate = new KernelEstimate(new SampledKernel(new Kernel(tangent.values(), tangent.nngp().closedForm()), errors), new MeanShift(exactMean, Optional.empty()), need, 1, k);
	}

	Tangent tangent() {
		return tangent;
	}

	/** Sums of Θ - theory. */
	KernelEstimate estimate() {
		return estimate;
	}

	@Override
	public Optional<Need> need() {
		return estimate.need();
	}

	@Override
	public Sums empty() {
		return estimate.empty();
	}

	@Override
	public void accumulate(Draws draws, Sums statistic) {
		estimate.accumulate(draws, statistic);
	}

	@Override
	public String explanation() {
		return estimate.explanation();
	}

	@Override
	public long bytes() {
		return estimate.bytes();
	}
}
