package org.physics4ml.core.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.physics4ml.compute.statistics.Hotelling;
import org.physics4ml.compute.statistics.SquaredPulls;
import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Table;
import org.physics4ml.model.ExperimentPaths;

/**
 * Runs side by side: the parameters that differ, and the values with an error that they share, with the pull of each run against the first,
 * (x - x₁)/√(σ² + σ₁²), which holds for independent runs. Runs of one seed share their random numbers: their pulls are too small.
 *
 * @param parameters path and value in each run, null where a run has none, for the paths whose values differ
 * @param entries    the shared values
 * @param agreements for each later run and each quantity of a table, whether the shared values agree as a whole with the first run's
 * @param sameSeed   whether two runs share a seed
 */
public record RunComparison(List<Parameter> parameters, List<Entry> entries, List<Agreement> agreements, boolean sameSeed) {

	/** How the values of a quantity are compared as a whole; both use the covariances between the entries of a run, estimated from its blocks of draws. */
	public enum Method {

		/** Chi-squared with the inverse covariance, {@link Hotelling}, where the blocks can tell all entries apart. */
		COVARIANCE("inverse covariance"),
		/** The sum of all squared pulls with the distribution that the correlations give it, {@link SquaredPulls}, where there are too many entries for that. */
		PULLS("sum of squared pulls");

		private final String description;

		Method(String description) {
			this.description = description;
		}

		/** In words. */
		public String description() {
			return description;
		}
	}

	/**
	 * Whether the values of a quantity that a run shares with the first agree as a whole. Runs are taken to be independent of each other.
	 *
	 * @param run        index of the later run
	 * @param analysis   name of the analysis
	 * @param table      name of the table
	 * @param quantity   name of the column
	 * @param shared     number of values that both have with an error
	 * @param compared   number of them that are compared; {@link Method#COVARIANCE} leaves out those that follow from others
	 * @param degrees    effective number of independent entries among them
	 * @param method     null where nothing can be compared
	 * @param chiSquared as the method says
	 * @param pValue     probability of a larger one if the runs estimate the same; NaN where nothing can be compared
	 * @param reason     why nothing can be compared, with what to do; empty otherwise
	 */
	public record Agreement(int run, String analysis, String table, String quantity, int shared, int compared, double degrees, Method method, double chiSquared, double pValue, String reason) {
	}

	/** A parameter that differs. */
	public record Parameter(String path, List<Object> values) {
	}

	/**
	 * A value that at least two runs have.
	 *
	 * @param analysis name of the analysis
	 * @param table    name of the table
	 * @param key      columns that say which row it is, e.g. points
	 * @param quantity name of the column
	 * @param values   value in each run, NaN where there is none
	 * @param errors   standard errors, NaN where there is none
	 * @param pulls    pull of each run against the first that has the value; NaN for that one and where both are exact
	 */
	public record Entry(String analysis, String table, Map<String, String> key, String quantity, List<Double> values, List<Double> errors, List<Double> pulls) {
	}

	private record Place(String analysis, String table, Map<String, String> key, String quantity) {
	}

	/** @param runs two or more */
	public static RunComparison of(List<StoredRun> runs) {
		List<Map<String, Object>> flat = runs.stream().map(run -> ExperimentPaths.flatten(run.experiment())).toList();
		Set<String> paths = new LinkedHashSet<>();
		flat.forEach(run -> paths.addAll(run.keySet()));
		List<Parameter> parameters = new ArrayList<>();
		for (String path : paths) {
			List<Object> values = new ArrayList<>();
			flat.forEach(run -> values.add(run.get(path)));
			if (values.stream().anyMatch(value -> !Objects.equals(value, values.getFirst())))
				parameters.add(new Parameter(path, values));
		}
		Map<Place, double[][]> values = new LinkedHashMap<>();
		for (int run = 0; run < runs.size(); run++)
			for (AnalysisFindings analysis : runs.get(run).findings().analyses())
				for (Table table : analysis.findings().tables())
					collect(values, analysis.name(), table, run, runs.size());
		List<Entry> entries = new ArrayList<>();
		values.forEach((place, numbers) -> entry(place, numbers[0], numbers[1]).ifPresent(entries::add));
		long seeds = runs.stream().map(run -> run.experiment().getSeed()).distinct().count();
		return new RunComparison(parameters, entries, agreements(runs, values), seeds < runs.size());
	}

	private record Quantity(String analysis, String table, String name) {
	}

	private static List<Agreement> agreements(List<StoredRun> runs, Map<Place, double[][]> values) {
		Map<Quantity, List<double[][]>> shared = new LinkedHashMap<>();
		values.forEach((place, numbers) -> shared.computeIfAbsent(new Quantity(place.analysis(), place.table(), place.quantity()), key -> new ArrayList<>()).add(numbers));
		List<Agreement> agreements = new ArrayList<>();
		List<Optional<BlockValues>> blocks = runs.stream().map(run -> BlockValues.read(run.path())).toList();
		for (int run = 1; run < runs.size(); run++)
			for (var entry : shared.entrySet()) {
				int later = run;
				List<double[][]> both = entry.getValue().stream().filter(numbers -> numbers[1][0] > 0 && numbers[1][later] > 0).toList();
				if (!both.isEmpty())
					agreements.add(agreement(entry.getKey(), both, run, blocks.getFirst(), blocks.get(run)));
			}
		return agreements;
	}

	private static Agreement agreement(Quantity quantity, List<double[][]> both, int run, Optional<BlockValues> firstBlocks, Optional<BlockValues> laterBlocks) {
		var first = firstBlocks.flatMap(all -> all.column(quantity.analysis, quantity.table, quantity.name));
		var later = laterBlocks.flatMap(all -> all.column(quantity.analysis, quantity.table, quantity.name));
		if (first.isEmpty() || later.isEmpty())
			return incomparable(quantity, both, run,
					"run " + (first.isEmpty() ? 1 : run + 1) + " has no block values (" + BlockValues.FILE + ") of it, so that covariances are unknown; run it again");
		List<double[][]> usable = both.stream().filter(numbers -> isComplete(first.get(), (int) numbers[2][0]) && isComplete(later.get(), (int) numbers[2][run])).toList();
		double[] x = column(usable, 0), y = column(usable, run);
		double[][] xBlocks = replicas(first.get(), usable, 0), yBlocks = replicas(later.get(), usable, run);
		var exact = Hotelling.of(x, xBlocks, y, yBlocks);
		if (exact.whole() && exact.degrees() > 0)
			return new Agreement(run, quantity.analysis, quantity.table, quantity.name, both.size(), exact.degrees(), exact.degrees(), Method.COVARIANCE, exact.tSquared(), exact.pValue(), "");
		var pulls = SquaredPulls.of(x, xBlocks, y, yBlocks);
		if (pulls.entries() == 0)
			return incomparable(quantity, both, run, "too few blocks of draws, or none in which every value is known; take more draws");
		return new Agreement(run, quantity.analysis, quantity.table, quantity.name, both.size(), pulls.entries(), pulls.degrees(), Method.PULLS, pulls.sum(), pulls.pValue(), "");
	}

	private static Agreement incomparable(Quantity quantity, List<double[][]> both, int run, String reason) {
		return new Agreement(run, quantity.analysis, quantity.table, quantity.name, both.size(), 0, 0, null, Double.NaN, Double.NaN, reason);
	}

	private static boolean isComplete(double[][] blocks, int row) {
		return Arrays.stream(blocks).allMatch(block -> row < block.length && Double.isFinite(block[row]));
	}

	private static double[] column(List<double[][]> values, int run) {
		return values.stream().mapToDouble(numbers -> numbers[0][run]).toArray();
	}

	/** The replicas of the rows of the values. */
	private static double[][] replicas(double[][] blocks, List<double[][]> values, int run) {
		return Arrays.stream(blocks).map(block -> values.stream().mapToDouble(numbers -> block[(int) numbers[2][run]]).toArray()).toArray(double[][]::new);
	}

	private static void collect(Map<Place, double[][]> values, String analysis, Table table, int run, int runs) {
		List<Column> keys = table.columns().stream().filter(column -> isKey(table, column)).toList();
		for (Column quantity : table.columns()) {
			var error = table.column(quantity.name() + Column.ERROR);
			if (error.isEmpty())
				continue;
			for (int row = 0; row < table.rows(); row++) {
				if (Double.isNaN(quantity.number(row)))
					continue;
				Map<String, String> key = new LinkedHashMap<>();
				for (Column column : keys)
					key.put(column.name(), Objects.toString(column.values().get(row), ""));
				double[][] numbers = values.computeIfAbsent(new Place(analysis, table.name(), key, quantity.name()), place -> missing(runs));
				numbers[0][run] = quantity.number(row);
				numbers[1][run] = error.get().number(row);
				numbers[2][run] = row;
			}
		}
	}

	/** What tells rows apart: integers and texts that name something, and the axes of a sweep; not what was measured or how. */
	private static boolean isKey(Table table, Column column) {
		if (column.name().contains(".")) // the path of an axis
			return true;
		boolean described = Set.of("estimator", "method", "theorySource", "cellsUsed").contains(column.name());
		return !described && !column.values().isEmpty() && column.values().stream().allMatch(value -> value instanceof Long || value instanceof String);
	}

	private static double[][] missing(int runs) {
		double[][] numbers = new double[3][runs]; // value, error and row of each run
		for (double[] row : numbers)
			Arrays.fill(row, Double.NaN);
		return numbers;
	}

	private static Optional<Entry> entry(Place place, double[] values, double[] errors) {
		List<Double> pulls = new ArrayList<>(), listed = new ArrayList<>(), listedErrors = new ArrayList<>();
		int first = -1, count = 0;
		for (int run = 0; run < values.length; run++) {
			double pull = Double.NaN;
			if (!Double.isNaN(values[run])) {
				count++;
				if (first < 0)
					first = run;
				else {
					double error = Math.sqrt(errors[run] * errors[run] + errors[first] * errors[first]);
					if (error > 0)
						pull = (values[run] - values[first]) / error;
				}
			}
			pulls.add(pull);
			listed.add(values[run]);
			listedErrors.add(errors[run]);
		}
		return count < 2 ? Optional.empty()
				: Optional.of(new Entry(place.analysis(), place.table(), place.key(), place.quantity(), listed, listedErrors, pulls));
	}
}
