package org.physics4ml.analysis.kernels.internal;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.physics4ml.analysis.kernels.internal.Kernels.Quantities;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Computation;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.analysis.WithoutDraws;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Points;

/** Kernels of many points, which go to files; the findings name these. Needs no draws. */
final class KernelFiles implements WithoutDraws {

	static final String STORE = "store";
	/** A table of more points has 100,000 rows. */
	private static final int TABLE = 500;
	private static final String NOTICE = "matrices of all pairs of points are in the files that the table names, for numpy.load(file, mmap_mode=\"r\"); sampled kernels and contributions of groups beside them: with "
			+ STORE + "=table";
	/** What a row of a table and of the documents takes, about. */
	private static final double ROW_BYTES = 500;

	private final KernelComputation computation;

	KernelFiles(KernelBlocks blocks, Points points, Quantities wanted) {
		computation = KernelComputation.kept(blocks, points, wanted);
	}

	/**
	 * Whether kernels go to files: where these are asked for, or where nothing is and there are many points.
	 *
	 * @param tables that there would be otherwise, of rows for all pairs of points
	 * @throws UnsuitableException if the tables do not fit, or the kernel has errors that a file would lack
	 */
	static boolean areWanted(Parameters parameters, Cell cell, KernelBlocks blocks, double tables) throws UnsuitableException {
		String store = parameters.text(STORE);
		double k = cell.points().count();
		if (store.equals("file") && blocks.sampled())
			throw new UnsuitableException(STORE, "this kernel is sampled by quasi-Monte Carlo, and a file would lack its errors", "set it to table");
		if (store.equals("file") || store.equals("auto") && k > TABLE && !blocks.sampled())
			return true;
		Limits.requireMemory(cell.points().count(), k * k / 2 * ROW_BYTES * tables, blocks.sampled() ? "use fewer points" : "use fewer points, or " + STORE + "=file");
		return false;
	}

	/**
	 * Concludes from cells with files.
	 *
	 * @param tables concludes from the other cells
	 */
	static Findings conclude(List<Result<Sums>> results, Function<List<Result<Sums>>, Findings> tables) {
		var files = results.stream().filter(result -> result.measurement() instanceof KernelFiles).toList();
		if (files.isEmpty())
			return tables.apply(results);
		var table = Axes.of(results).table("files", "quantity", "file", "rows", "columns", "bytes", "type", "method", "trace", "smallestDiagonal", "largestDiagonal");
		Set<String> notices = new LinkedHashSet<>();
		for (var result : files) {
			var computation = ((KernelFiles) (Measurement<?>) result.measurement()).computation;
			for (var stored : computation.stored())
				Axes.row(table, result.cell()).set("quantity", stored.quantity()).set("file", stored.file()).set("rows", stored.rows()).set("columns", stored.rows()).set("bytes", stored.bytes())
						.set("type", "float64").set("method", computation.method()).set("trace", stored.trace()).set("smallestDiagonal", stored.smallest()).set("largestDiagonal", stored.largest());
			notices.add(result.measurement().explanation());
			if (!computation.convergent())
				notices.add(Ntk.DIVERGES);
		}
		notices.add(NOTICE);
		if (files.size() == results.size())
			return new Findings(List.of(), List.of(), List.of(table.build()), List.of(), List.copyOf(notices));
		var others = tables.apply(results.stream().filter(result -> !files.contains(result)).toList());
		notices.addAll(others.notices());
		return new Findings(others.scalars(), others.checks(), Stream.concat(Stream.of(table.build()), others.tables().stream()).toList(), others.figures(), List.copyOf(notices));
	}

	@Override
	public Optional<Computation> computation() {
		return Optional.of(computation);
	}

	@Override
	public String explanation() {
		return computation.method().equals("quadrature") ? "quadrature, to files" : "closed form, to files";
	}
}
