package org.physics4ml.analysis.kernels.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.physics4ml.analysis.kernels.internal.Kernels.Quantities;
import org.physics4ml.compute.statistics.Jackknife;
import org.physics4ml.core.analysis.Computation;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Points;

/**
 * Theory's kernel, K or Θ, and sums over draws of Ĝ_pq, of Θ_pq, or of (1/D) Σ_o φ_o(x_p) φ_o(x_q), minus that. Errors come from blocks of networks: outputs of one network are
 * independent only given its hidden layers (PHYSICS 6). What theory says is there once the computation is complete.
 */
final class KernelEstimate implements Measurement<Sums> {

	private final Points points;
	private final Optional<Need> need;
	private final int outputs;
	private final int length;
	private final MeanShift shift;
	/** Why there is no limit; empty text where there is. */
	private final String refusal;
	private final String method;
	private final Optional<KernelComputation> computation;
	private volatile Kernels kernels;
	private volatile Spectrum spectrum;
	/** Where nothing is known. */
	private final double[] nothing;

	/** @param blocks of theory; null where nothing is known */
	private KernelEstimate(KernelBlocks blocks, Quantities wanted, String refusal, MeanShift shift, Optional<Need> need, int outputs, Points points) {
		this.refusal = refusal;
		this.shift = shift;
		this.need = need;
		this.outputs = outputs;
		this.points = points;
		int k = points.distinctCount();
		length = DrawSampler.packedLength(k);
		nothing = new double[refusal.isEmpty() ? 0 : length];
		method = blocks == null ? "" : blocks.sampled() ? "kernel sampled by quasi-Monte Carlo, with its error" : blocks.closedForm() ? "closed form" : "quadrature";
		double eigenvalues = Spectrum.work(k);
		computation = Optional.ofNullable(blocks).map(known -> KernelComputation.held(known, points, wanted, new KernelComputation.Held(k, this::complete, eigenvalues,
				(long) Double.BYTES * (wanted.count(known) * length + (eigenvalues > 0 ? 2 * k * k : 0)))));
	}

	/** Beside a limit. */
	KernelEstimate(KernelBlocks blocks, Quantities wanted, MeanShift shift, Optional<Need> need, int outputs, Points points) {
		this(blocks, wanted, "", shift, need, outputs, points);
	}

	/** Of a network without a known limit: sums of the two-point function itself. */
	static KernelEstimate withoutLimit(String refusal, Optional<Need> need, int outputs, Points points) {
		return new KernelEstimate(null, Quantities.NNGP, refusal, MeanShift.none(false), need, outputs, points);
	}

	/** Of a network without a known limit, whose two-point function is known at every width. */
	static KernelEstimate atEveryWidth(KernelBlocks blocks, String refusal, Optional<Need> need, int outputs, Points points) {
		return new KernelEstimate(blocks, Quantities.NNGP, refusal, MeanShift.none(true), need, outputs, points);
	}

	private void complete(Kernels found, Steps steps) throws UnsuitableException {
		if (refusal.isEmpty())
			found.requireFinite();
		else if (Arrays.stream(found.nngp()).anyMatch(Double::isNaN))
			return;
		shift.compute(steps.of(0, 0.5));
		if (Spectrum.work(points.distinctCount()) > 0) {
			spectrum = Spectrum.of(found.tangent() == null ? found.nngp() : found.tangent(), points, found.closedForm(), found.error(), steps.of(0.5, 1, "eigenvalues"));
		}
		kernels = found;
	}

	/** All that theory says. */
	Kernels kernels() {
		return kernels;
	}

	/** What sums are taken relative to, K or Θ: zeros where no limit is known. */
	double[] theory() {
		return kernels == null ? nothing : kernels.tangent() == null ? kernels.nngp() : kernels.tangent();
	}

	/** Whether the limit is known, or the two-point function at every width. */
	boolean isKnown() {
		return kernels != null;
	}

	/** Whether theory is the two-point function at every width instead of a limit. */
	boolean isAtEveryWidth() {
		return isKnown() && !refusal.isEmpty();
	}

	/** How Gaussian expectations were computed, as tables say it; null where no limit is known. */
	String method() {
		return !isKnown() ? null : theoryErrors() == null ? Limits.word(kernels.closedForm()) : Nngp.SAMPLED;
	}

	/** Standard errors of theory, null where it is not sampled. */
	double[] theoryErrors() {
		return isKnown() ? kernels.errors() : null;
	}

	/** Of theory at distinct points; empty where no limit is known and for many points. */
	Optional<Spectrum> spectrum() {
		return Optional.ofNullable(spectrum);
	}

	/** What the mean of the finite network's kernel is beside the limit. */
	MeanShift shift() {
		return shift;
	}

	@Override
	public Optional<Computation> computation() {
		return computation.map(known -> known);
	}

	@Override
	public Optional<Need> need() {
		return need;
	}

	@Override
	public Sums empty() {
		return new Sums(length);
	}

	@Override
	public long bytes() {
		return need.isEmpty() ? 0 : Sums.bytes(length);
	}

	@Override
	public String explanation() {
		String kernel = refusal.isEmpty() ? method : "no limit of infinite width is known: " + refusal + (computation.isPresent() ? "; theory is the exact two-point function of this network" : "; theory is left empty");
		return need.map(sampled -> kernel + "; sampled beside it: "
				+ switch (sampled.quantity()) {
				case KERNEL, KERNELS -> "kernel given the hidden layers, ";
				case TANGENT -> "tangent kernel of each network by a backward pass, ";
				case OUTPUTS -> "products of outputs, ";
				} + sampled.path().word() + " sampling").orElse(kernel);
	}

	@Override
	public void accumulate(Draws draws, Sums statistic) {
		double[] sums = new double[length], theory = theory();
		boolean given = need.orElseThrow().quantity() != Quantity.OUTPUTS;
		int k = points.distinctCount();
		for (int i = 0; i < draws.count(); i++)
			if (given)
				for (int pair = 0, offset = i * draws.kernelStride(); pair < sums.length; pair++)
					sums[pair] += draws.kernels()[offset + pair] - theory[pair];
			else
				for (int p = 0, pair = 0; p < k; p++)
					for (int q = p; q < k; q++, pair++) {
						double product = 0;
						for (int output = 0, offset = i * draws.outputStride(); output < outputs; output++, offset += k)
							product += draws.outputs()[offset + p] * draws.outputs()[offset + q];
						sums[pair] += product / outputs - theory[pair];
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
