package org.physics4ml.core.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Computation;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Need.Path;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.network.ConditionalSampling;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Sampling;
import org.physics4ml.core.network.TangentSampling;

/** A cell of the sweep with how each analysis measures it and how its draws are cut. */
public final class PlannedCell {

	private static final double CHUNK_WORK = 2e7;
	/** What a draw costs beside its multiplications and additions, in units of these: addresses, calls, sums. */
	private static final double DRAW_WORK = 5000;
	private static final long CHUNK_BYTES = 4L << 20;
	private static final int LARGEST_CHUNK = 4096;

	private final Cell cell;
	private final long key;
	private final List<Measurement<?>> measurements;
	private final Map<Path, Set<Quantity>> needs = new EnumMap<>(Path.class);
	private final Chunks chunks;

	/**
	 * @param key          random key of seed and cell
	 * @param measurements one for each analysis of the plan
	 * @param targetError  whether the run may end early
	 */
	PlannedCell(Cell cell, long key, List<Measurement<?>> measurements, boolean targetError) {
		this.cell = cell;
		this.key = key;
		this.measurements = List.copyOf(measurements);
		if (cell.draws() > 0)
			for (Measurement<?> measurement : measurements)
				measurement.needs().forEach(need -> needs.computeIfAbsent(need.path(), path -> EnumSet.noneOf(Quantity.class)).add(need.quantity()));
		chunks = new Chunks(needs.isEmpty() ? 0 : cell.draws(), chunkSize(), targetError);
	}

	/** What is drawn, for all analyses together. */
	Map<Path, Set<Quantity>> needs() {
		return needs;
	}

	Chunks chunks() {
		return chunks;
	}

	public Cell cell() {
		return cell;
	}

	/** The random key that addresses the draws of this cell. */
	public long key() {
		return key;
	}

	/** How each analysis of the plan measures this cell. */
	public List<Measurement<?>> measurements() {
		return measurements;
	}

	/** What is computed before anything is drawn. */
	Stream<Computation> computations() {
		return measurements.stream().flatMap(measurement -> measurement.computation().stream());
	}

	Sampling sampling(Path path) {
		return sampling(cell.ensemble(), path);
	}

	private static Sampling sampling(Ensemble ensemble, Path path) {
		return (path == Path.CONDITIONAL ? ensemble.capability(ConditionalSampling.class) : ensemble.capability(ExplicitSampling.class)).orElseThrow();
	}

	TangentSampling tangents() {
		return cell.ensemble().capability(TangentSampling.class).orElseThrow();
	}

	private static boolean tangent(Set<Quantity> quantities) {
		return quantities.contains(Quantity.TANGENT);
	}

	/** Whether outputs or kernels are wanted of the networks drawn on a path, and not the tangent kernel alone. */
	static boolean samples(Set<Quantity> quantities) {
		return quantities.stream().anyMatch(quantity -> quantity != Quantity.TANGENT);
	}

	/** Multiplications and additions of one draw, all paths together. */
	public double workPerDraw() {
		int k = cell.points().distinctCount();
		return needs.entrySet().stream().mapToDouble(need -> DRAW_WORK + (need.getKey() == Path.EXPLICIT ? parameterWork() : 0) + (samples(need.getValue()) ? sampling(need.getKey()).work(k) : 0)
				+ (tangent(need.getValue()) ? tangents().work(k) : 0)).sum()
				+ (needs.isEmpty() ? 0 : measurements.stream().mapToDouble(Measurement::work).sum());
	}

	/** How the parameters of groups are sampled whose law has to tell, one line each. */
	List<String> sampling() {
		List<String> lines = new ArrayList<>();
		for (int i = 0; i < cell.ensemble().groups().size(); i++) {
			String group = cell.ensemble().groups().get(i).name();
			cell.ensemble().laws().get(i).sampling().ifPresent(line -> lines.add("prior of " + group + ": " + line));
		}
		return lines;
	}

	/** What parameters cost that are not drawn by a random number each. */
	private double parameterWork() {
		double work = 0;
		for (int i = 0; i < cell.ensemble().groups().size(); i++)
			work += cell.ensemble().groups().get(i).size() * cell.ensemble().laws().get(i).work();
		return work;
	}

	/** Multiplications and additions of the whole cell; at most, where a target error may end it early. */
	public double work() {
		return needs.isEmpty() ? 0 : workPerDraw() * cell.draws();
	}

	/** Bytes that one worker needs: samplers, buffers of a chunk, statistics of a chunk. */
	public long bytesPerWorker() {
		if (needs.isEmpty())
			return 0;
		int k = cell.points().distinctCount();
		long samplers = needs.entrySet().stream().mapToLong(need -> (samples(need.getValue()) ? sampling(need.getKey()).workspace(k) : 0)
				+ (tangent(need.getValue()) ? tangents().workspace(k) : 0)).sum();
		return samplers + chunks.chunkSize() * bytesPerDraw() + statisticBytes();
	}

	/** Bytes of the statistics of all blocks, which stay until the conclusion. */
	public long bytesKept() {
		return needs.isEmpty() ? 0 : chunks.blocks() * statisticBytes();
	}

	private long statisticBytes() {
		return measurements.stream().mapToLong(Measurement::bytes).sum();
	}

	private long bytesPerDraw() {
		long doubles = 0;
		for (var need : needs.entrySet()) {
			if (need.getValue().contains(Quantity.OUTPUTS))
				doubles += outputStride();
			doubles += kernelStride(need.getKey());
			if (tangent(need.getValue()))
				doubles += tangentStride();
		}
		return doubles * Double.BYTES;
	}

	int outputStride() {
		return cell.ensemble().outputs() * cell.points().distinctCount();
	}

	int tangentStride() {
		return DrawSampler.packedLength(cell.points().distinctCount());
	}

	/** 0 where no kernel is wanted. */
	int kernelStride(Path path) {
		Set<Quantity> quantities = needs.get(path);
		int kernels = quantities.contains(Quantity.KERNELS) ? sampling(path).kernels() : quantities.contains(Quantity.KERNEL) ? 1 : 0;
		return kernels * DrawSampler.packedLength(cell.points().distinctCount());
	}

	/** A power of two such that a chunk takes a few hundredths of a second and fits into the cache. */
	private int chunkSize() {
		if (needs.isEmpty())
			return 1;
		double draws = Math.min(LARGEST_CHUNK, Math.min(CHUNK_WORK / workPerDraw(), (double) CHUNK_BYTES / bytesPerDraw()));
		return draws < 2 ? 1 : Integer.highestOneBit((int) draws);
	}

	@Override
	public String toString() {
		return cell.axes().isEmpty() ? "the experiment" : cell.axes().toString();
	}

	/** The need of an analysis if anything is drawn for it. */
	Need need(int analysis) {
		return needs.isEmpty() ? null : measurements.get(analysis).need().orElse(null);
	}
}
