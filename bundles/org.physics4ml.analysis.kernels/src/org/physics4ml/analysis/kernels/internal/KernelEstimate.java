package org.physics4ml.analysis.kernels.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.physics4ml.compute.statistics.Jackknife;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.InfiniteWidth.Kernel;
import org.physics4ml.core.network.InfiniteWidth.SampledKernel;

/**
 * Sums of Ĝ_pq, of Θ_pq, or of (1/D) Σ_o φ_o(x_p) φ_o(x_q), minus the theory's kernel, over draws. Errors come from blocks of networks: outputs of one network are
 * independent only given its hidden layers (PHYSICS 6).
 */
final class KernelEstimate implements Measurement<Sums> {

	private final Kernel theory;
	private final MeanShift shift;
	private final Optional<Need> need;
	private final int outputs;
	private final int k;
	private final double[] theoryErrors;
	private final boolean known;
	/** Why there is no limit; empty text where there is. */
	private final String refusal;
	private Spectrum spectrum;

	KernelEstimate(Kernel theory, MeanShift shift, Optional<Need> need, int outputs, int k) {
		this(new SampledKernel(theory, null), shift, need, outputs, k);
	}

	/** @param sampled theory with its standard errors; these are null where theory is not sampled itself */
	KernelEstimate(SampledKernel sampled, MeanShift shift, Optional<Need> need, int outputs, int k) {
		this(sampled, true, "", shift, need, outputs, k);
	}

	private KernelEstimate(SampledKernel sampled, boolean known, String refusal, MeanShift shift, Optional<Need> need, int outputs, int k) {
		theory = sampled.kernel();
		theoryErrors = sampled.errors();
		this.known = known;
		this.refusal = refusal;
		this.shift = shift;
		this.need = need;
		this.outputs = outputs;
		this.k = k;
	}

	/** Of a network without a known limit: sums of the two-point function itself. */
	static KernelEstimate withoutLimit(String refusal, Optional<Need> need, int outputs, int k) {
		var nothing = new SampledKernel(new Kernel(new double[DrawSampler.packedLength(k)], false), null);
		return new KernelEstimate(nothing, false, refusal, new MeanShift(false, Optional.empty()), need, outputs, k);
	}

	/** Of a network without a known limit, whose two-point function is known at every width. */
	static KernelEstimate atEveryWidth(Kernel kernel, String refusal, Optional<Need> need, int outputs, int k) {
		return new KernelEstimate(new SampledKernel(kernel, null), true, refusal, new MeanShift(true, Optional.empty()), need, outputs, k);
	}

	/** What sums are taken relative to: zeros where no limit is known. */
	Kernel theory() {
		return theory;
	}

	/** Whether the limit is known. */
	boolean isKnown() {
		return known;
	}

	/** Whether theory is the two-point function at every width instead of a limit. */
	boolean isAtEveryWidth() {
		return known && !refusal.isEmpty();
	}

	/** How Gaussian expectations were computed, as tables say it; null where no limit is known. */
	String method() {
		return !known ? null : theoryErrors == null ? Limits.word(theory.closedForm()) : Nngp.SAMPLED;
	}

	/** Standard errors of theory, null where it is not sampled. */
	double[] theoryErrors() {
		return theoryErrors;
	}

	/** Of theory at distinct points. Computed once. */
	synchronized Spectrum spectrum(Points points) {
		if (spectrum == null)
			spectrum = Spectrum.of(theory.values(), points, theory.closedForm(), theoryErrors == null ? 0 : Arrays.stream(theoryErrors).max().orElse(0) / Arrays.stream(theory.values()).max().orElse(1));
		return spectrum;
	}

	/** What the mean of the finite network's kernel is beside the limit. */
	MeanShift shift() {
		return shift;
	}

	@Override
	public Optional<Need> need() {
		return need;
	}

	@Override
	public Sums empty() {
		return new Sums(DrawSampler.packedLength(k));
	}

	@Override
	public long bytes() {
		return need.isEmpty() ? 0 : Sums.bytes(DrawSampler.packedLength(k));
	}

	@Override
	public String explanation() {
		String kernel = !refusal.isEmpty() ? "no limit of infinite width is known: " + refusal + (known ? "; theory is the exact two-point function of this network" : "; theory is left empty") : theoryErrors != null ? "kernel sampled by quasi-Monte Carlo, with its error" : theory.closedForm() ? "closed form" : "quadrature";
		return need.map(sampled -> kernel + "; sampled beside it: "
				+ switch (sampled.quantity()) {
				case KERNEL, KERNELS -> "kernel given the hidden layers, ";
				case TANGENT -> "tangent kernel of each network by a backward pass, ";
				case OUTPUTS -> "products of outputs, ";
				} + sampled.path().word() + " sampling").orElse(kernel);
	}

	@Override
	public void accumulate(Draws draws, Sums statistic) {
		double[] sums = new double[DrawSampler.packedLength(k)];
		boolean kernels = need.orElseThrow().quantity() != Quantity.OUTPUTS;
		for (int i = 0; i < draws.count(); i++)
			if (kernels)
				for (int pair = 0, offset = i * draws.kernelStride(); pair < sums.length; pair++)
					sums[pair] += draws.kernels()[offset + pair] - theory.values()[pair];
			else
				for (int p = 0, pair = 0; p < k; p++)
					for (int q = p; q < k; q++, pair++) {
						double product = 0;
						for (int output = 0, offset = i * draws.outputStride(); output < outputs; output++, offset += k)
							product += draws.outputs()[offset + p] * draws.outputs()[offset + q];
						sums[pair] += product / outputs - theory.values()[pair];
					}
		statistic.add(draws.count(), sums);
	}

	/** Mean minus theory, with its error. */
	Jackknife.Estimate estimate(List<Sums> blocks) {
		return Jackknife.of(Sums.blocks(blocks), (draws, sums) -> {
			double[] means = new double[sums.length];
			for (int i = 0; i < means.length; i++)
				means[i] = sums[i] / draws;
			return means;
		});
	}
}
