package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;

/** The figures of the analysis {@code non-gaussianity}: N Gc4 against 1/N, |Gc4|/K² against N with the noise floor, and against the layer. */
final class VertexFigures {

	/** More curves than this cannot be told apart. */
	private static final int CURVES = 3;

	private final List<VertexEstimate> cells;
	private final List<String> axes;

	VertexFigures(List<VertexEstimate> cells, List<String> axes) {
		this.cells = cells;
		this.axes = axes;
	}

	List<Figure> figures() {
		List<Figure> figures = new ArrayList<>();
		boolean measured = cells.stream().anyMatch(VertexEstimate::isMeasured);
		if (axes.contains(VertexFindings.WIDTH) && cells.stream().allMatch(cell -> cell.cell().axes().get(VertexFindings.WIDTH) instanceof Number)) {
			List<Series> scaled = new ArrayList<>(), deviation = new ArrayList<>(), residuals = new ArrayList<>();
			int group = 0;
			for (var others : others())
				for (int row : shown()) {
					if (group == CURVES)
						break;
					Map<String, String> where = new LinkedHashMap<>(others);
					where.put("points", cells.getFirst().label(row));
					String label = arguments(row) + (others.isEmpty() ? "" : ", " + others);
					scaled.add(new Series(group == 0 ? "leading order" : "", Style.DASHED, "", "widths", "inverseWidth", "scaledTheory", "", where, false, group));
					scaled.add(new Series(group == 0 ? "exact" : "", Style.LINE, "", "widths", "inverseWidth", "scaledExact", "", where, false, group));
					deviation.add(new Series(measured ? "" : label, Style.LINE, "", "widths", VertexFindings.WIDTH, "deviationTheory", "", where, true, group));
					if (measured) {
						scaled.add(new Series(label, Style.POINTS, "", "widths", "inverseWidth", "scaled", "scaledError", where, false, group));
						deviation.add(new Series(label, Style.POINTS, "", "widths", VertexFindings.WIDTH, "deviation", "deviationError", where, true, group));
					}
					if (group == 0)
						deviation.add(new Series("noise floor of plain products", Style.DASHED, "", "widths", VertexFindings.WIDTH, "deviationFloor", "", where, true, CURVES));
					Map<String, String> output = new LinkedHashMap<>(where);
					output.put("layer", Integer.toString(cells.getFirst().layers()));
					if (measured && cells.stream().mapToInt(VertexEstimate::layers).distinct().count() == 1)
						residuals.add(new Series("", Style.RESIDUAL, "", "vertex", VertexFindings.WIDTH, "pull", "", output, false, group));
					group++;
				}
			deviation.addAll(residuals);
			figures.add(new Figure("vertex", "Connected four-point function of the output", notes(), new Axis("1/N", Column.DIMENSIONLESS, false),
					new Axis("N G_{c}^{(4)}", Column.DIMENSIONLESS, false), scaled));
			figures.add(new Figure("deviation", "Deviation from the Gaussian process", notes(), new Axis("width N", Column.DIMENSIONLESS, true),
					new Axis("|G_{c}^{(4)}| / K²", Column.DIMENSIONLESS, true), deviation));
			return figures;
		}
		VertexEstimate first = cells.getFirst();
		Map<String, String> where = new LinkedHashMap<>();
		first.cell().axes().forEach((path, value) -> where.put(path, Objects.toString(value)));
		List<Series> series = new ArrayList<>();
		boolean deep = first.layers() > 2;
		int group = 0;
		for (int row : deep ? shown() : List.of(0)) {
			Map<String, String> rows = new LinkedHashMap<>(where);
			if (deep)
				rows.put("points", first.label(row));
			String x = deep ? "layer" : "entry", table = deep ? "vertex" : "widths", label = deep ? arguments(row) : "measured";
			series.add(new Series(group == 0 ? "leading order" : "", Style.DASHED, "", table, x, deep ? "theory" : "scaledTheory", "", rows, false, group));
			series.add(new Series(group == 0 ? "exact" : "", Style.LINE, "", table, x, deep ? "exact" : "scaledExact", "", rows, false, group));
			if (measured)
				series.add(new Series(label, Style.POINTS, "", table, x, deep ? "estimate" : "scaled", deep ? "estimateError" : "scaledError", rows, false, group));
			group++;
		}
		figures.add(new Figure("vertex", deep ? "Connected four-point function layer by layer" : "Connected four-point function of the output", notes(),
				new Axis(deep ? "layer of preactivations l" : "multiset of points (row of the table)", Column.DIMENSIONLESS, false), new Axis("N G_{c}^{(4)}", Column.DIMENSIONLESS, false), series));
		return figures;
	}

	/** Values of the axes beside the width, as text. */
	private List<Map<String, String>> others() {
		return cells.stream().map(cell -> {
			Map<String, String> text = new LinkedHashMap<>();
			cell.cell().axes().forEach((path, value) -> {
				if (!path.equals(VertexFindings.WIDTH))
					text.put(path, Objects.toString(value));
			});
			return text;
		}).distinct().toList();
	}

	/** A few rows of different kinds: all points equal, two pairs, all different, as far as there are such. */
	private List<Integer> shown() {
		Map<List<Long>, Integer> kinds = new LinkedHashMap<>();
		VertexEstimate first = cells.getFirst();
		for (int row = 0; row < first.rows(); row++)
			kinds.putIfAbsent(java.util.Arrays.stream(first.points(row)).boxed().collect(Collectors.groupingBy(point -> point, Collectors.counting())).values().stream().sorted().toList(), row);
		List<Integer> shown = new ArrayList<>();
		for (List<Long> kind : List.of(List.of(4L), List.of(2L, 2L), List.of(1L, 1L, 1L, 1L), List.of(1L, 1L, 2L), List.of(1L, 3L)))
			if (kinds.containsKey(kind) && shown.size() < CURVES)
				shown.add(kinds.get(kind));
		return shown;
	}

	private String arguments(int row) {
		List<String> arguments = new ArrayList<>();
		for (int point : cells.getFirst().shown(row))
			arguments.add("x_{" + point + "}");
		return String.join(" ", arguments);
	}

	private List<String> notes() {
		long draws = cells.stream().mapToLong(VertexEstimate::draws).max().orElse(0);
		String theory = cells.stream().anyMatch(cell -> cell.theory().isKnown()) ? "lines: exact where known, else the leading order in 1/N" : "no theory is known";
		return List.of(cells.getFirst().explanation() + (draws == 0 ? "" : "; " + draws + " draws" + (axes.isEmpty() ? "" : " a cell")), theory);
	}
}
