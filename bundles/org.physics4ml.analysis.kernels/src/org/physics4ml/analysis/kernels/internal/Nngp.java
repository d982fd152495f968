package org.physics4ml.analysis.kernels.internal;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.Sampling;
import org.physics4ml.core.network.SingleLayer;

/**
 * The kernel of the limit of infinite width (NNGP), K^{l+1}(x,x') = σ_b² + σ_w² E σ(u)σ(v) with (u,v) ~ N(0, K^l), beside the two-point function of the finite
 * network (PHYSICS 3, 6). Where no limit is known, of draws made elsewhere for one, the two-point function stands alone.
 */
public final class Nngp implements Analysis<Sums> {

	static final String SAMPLED = "sampled";
	/** Multiplications and additions of a moment by a formula, and by a sum or an integral over parameters. */
	private static final double FORMULA = 1e3, RULE = 1e6;

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) throws UnsuitableException {
		var method = Limits.method(parameters);
		int outputs = cell.ensemble().outputs();
		var refusal = method == Method.AUTO && parameters.flag(SAMPLED) ? refusal(cell) : Optional.<UnsuitableException>empty();
		if (refusal.isPresent() && (isOfPrior(refusal.get()) || cell.draws() > 0 && isDrawn(cell))) {
			String why = refusal.get().getMessage() + (isOfPrior(refusal.get()) ? "; " + refusal.get().remedy() : "");
			Optional<Need> drawn = cell.draws() > 0 ? Optional.of(need(cell)) : Optional.empty();
			return exact(cell).map(kernel -> KernelEstimate.atEveryWidth(kernel, why, drawn, outputs, cell.points())).orElseGet(() -> KernelEstimate.withoutLimit(why, drawn, outputs, cell.points()));
		}
		InfiniteWidth limit = Limits.of(cell);
		var blocks = limit.blocks(cell.points(), cell.points(), method, false, false);
		Limits.requireExistence(blocks, cell.points(), false);
		if (KernelFiles.areWanted(parameters, cell, blocks, 1))
			return new KernelFiles(blocks, cell.points(), Quantities.NNGP);
		Optional<Need> need = parameters.flag(SAMPLED) && cell.draws() > 0 ? Optional.of(need(cell)) : Optional.empty();
		return new KernelEstimate(blocks, Quantities.NNGP, MeanShift.of(limit, cell), need, outputs, cell.points());
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

	/** E φφ' = Ξ2 E ϕϕ' + σ_b² of one hidden layer, whatever the width and the laws, if readout weights are uncorrelated; NaN where that is not known. */
	private static Optional<KernelBlocks> exact(Cell cell) {
		var known = cell.ensemble().capability(SingleLayer.class).filter(layer -> layer.readoutWeight().isIndependent() || layer.readoutWeight().isSpherical());
		if (known.isEmpty())
			return Optional.empty();
		var layer = known.get();
		Points points = cell.points();
		int other = Math.min(1, points.distinctCount() - 1); // of two points one is not 0, where all is simple
		var looked = Stream.of(new int[] { 0, 0 }, new int[] { 0, other }, new int[] { other, other }).map(pair -> layer.moment(points, pair)).toList();
		if (looked.stream().anyMatch(Optional::isEmpty))
			return Optional.empty();
		boolean closed = looked.stream().allMatch(moment -> moment.get().source().startsWith("closed form"));
		return Optional.of(new KernelBlocks() {

			@Override
			public boolean closedForm() {
				return closed;
			}

			@Override
			public double work() {
				return closed ? FORMULA : RULE;
			}

			@Override
			public Block block(int firstRow, int rows, int firstColumn, int columns) {
				double[] values = new double[rows * columns];
				for (int r = 0, at = 0; r < rows; r++)
					for (int c = 0; c < columns; c++, at++) {
						int p = firstRow + r, q = firstColumn + c;
						values[at] = layer.moment(points, new int[] { Math.min(p, q), Math.max(p, q) }).map(moment -> Math.fma(layer.readoutWeight().variance(), moment.value(), layer.readoutBias().variance()))
								.filter(Double::isFinite).orElse(Double.NaN);
					}
				return new Block(values, null, List.of());
			}
		});
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
