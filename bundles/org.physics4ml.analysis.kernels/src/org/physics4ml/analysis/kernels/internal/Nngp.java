package org.physics4ml.analysis.kernels.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Kernel;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.InfiniteWidth.SampledKernel;
import org.physics4ml.core.network.Sampling;
import org.physics4ml.core.network.SingleLayer;

/**
 * The kernel of the limit of infinite width (NNGP), K^{l+1}(x,x') = σ_b² + σ_w² E σ(u)σ(v) with (u,v) ~ N(0, K^l), beside the two-point function of the finite
 * network (PHYSICS 3, 6). Where no limit is known, of draws made elsewhere for one, the two-point function stands alone.
 */
public final class Nngp implements Analysis<Sums> {

	static final String SAMPLED = "sampled";

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) throws UnsuitableException {
		var method = Limits.method(parameters);
		int outputs = cell.ensemble().outputs(), k = cell.points().distinctCount();
		var refusal = method == Method.AUTO && parameters.flag(SAMPLED) ? refusal(cell) : Optional.<UnsuitableException>empty();
		if (refusal.isPresent() && (isOfPrior(refusal.get()) || cell.draws() > 0 && isDrawn(cell))) {
			String why = refusal.get().getMessage() + (isOfPrior(refusal.get()) ? "; " + refusal.get().remedy() : "");
			Optional<Need> drawn = cell.draws() > 0 ? Optional.of(need(cell)) : Optional.empty();
			return exact(cell).map(kernel -> KernelEstimate.atEveryWidth(kernel, why, drawn, outputs, k)).orElseGet(() -> KernelEstimate.withoutLimit(why, drawn, outputs, k));
		}
		var files = KernelFiles.of(parameters, cell, false);
		if (files.isPresent())
			return files.get();
		InfiniteWidth limit = Limits.of(cell);
		var theory = limit.isSampled() ? limit.sampled(cell.points(), method) : new SampledKernel(limit.nngp(cell.points(), method), null);
		Limits.requireFinite(theory.kernel().values());
		Optional<Need> need = parameters.flag(SAMPLED) && cell.draws() > 0 ? Optional.of(need(cell)) : Optional.empty();
		return new KernelEstimate(theory, MeanShift.of(limit, cell), need, outputs, k);
	}

	private static boolean isDrawn(Cell cell) {
		return cell.ensemble().capability(ConditionalSampling.class).isPresent() || cell.ensemble().capability(ExplicitSampling.class).isPresent();
	}

	/** Why architecture or prior have no known limit; empty where they have. */
	private static Optional<UnsuitableException> refusal(Cell cell) {
		try {
			Limits.of(cell).blocks(cell.points(), cell.points(), Method.AUTO, false, false);
			return Optional.empty();
		} catch (UnsuitableException e) {
			return isOfPrior(e) || cell.ensemble().capability(InfiniteWidth.class).isEmpty() ? Optional.of(e) : Optional.empty();
		}
	}

	private static boolean isOfPrior(UnsuitableException refusal) {
		return refusal.path().startsWith("prior");
	}

	/** E φφ' = Ξ2 E ϕϕ' + σ_b² of one hidden layer, whatever the width and the laws, if readout weights are uncorrelated. */
	private static Optional<Kernel> exact(Cell cell) {
		var layer = cell.ensemble().capability(SingleLayer.class).filter(known -> known.readoutWeight().isIndependent() || known.readoutWeight().isSpherical());
		if (layer.isEmpty())
			return Optional.empty();
		int k = cell.points().distinctCount();
		double[] packed = new double[DrawSampler.packedLength(k)];
		boolean closed = true;
		for (int p = 0, at = 0; p < k; p++)
			for (int q = p; q < k; q++, at++) {
				var found = layer.get().moment(cell.points(), new int[] { p, q });
				if (found.isEmpty())
					return Optional.empty();
				packed[at] = Math.fma(layer.get().readoutWeight().variance(), found.get().value(), layer.get().readoutBias().variance());
				closed &= found.get().source().startsWith("closed form");
			}
		return Arrays.stream(packed).allMatch(Double::isFinite) ? Optional.of(new Kernel(packed, closed)) : Optional.empty();
	}

	/** The kernel given the hidden layers where it can be had: its average has the smaller error. */
	private static Need need(Cell cell) throws UnsuitableException {
		for (Quantity quantity : new Quantity[] { Quantity.KERNEL, Quantity.OUTPUTS })
			for (Path path : cell.sampler().map(Stream::of).orElse(Stream.of(Path.CONDITIONAL, Path.EXPLICIT)).toList()) {
				Optional<? extends Sampling> sampling = path == Path.CONDITIONAL ? cell.ensemble().capability(ConditionalSampling.class)
						: cell.ensemble().capability(ExplicitSampling.class);
				if (sampling.isPresent() && (quantity == Quantity.OUTPUTS || sampling.get().givesKernel()))
					return new Need(path, quantity);
			}
		throw new UnsuitableException("sampling.sampler", "this network and prior cannot be drawn that way", "use sampling.sampler=auto, or sampled=false");
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		return KernelFiles.conclude(results, tables -> new KernelFindings(tables).findings());
	}
}
