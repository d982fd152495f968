package org.physics4ml.core.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;

import org.physics4ml.core.findings.Check;
import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.HeatMap;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Scalar;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.findings.Verdict;

/**
 * The document {@code findings.json} of a run.
 *
 * @param run        hash of the plan
 * @param experiment name stored in the experiment
 * @param analyses   what each analysis found
 */
public record FindingsDocument(String run, String experiment, List<AnalysisFindings> analyses) {

	private static final String TEXT = "text";
	private static final String INTEGER = "integer";
	private static final String REAL = "real";

	/** As maps and lists for {@link org.physics4ml.model.Json}; a missing number is null. */
	public static Map<String, Object> toJson(String run, String experiment, List<AnalysisFindings> analyses) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("run", run);
		json.put("experiment", experiment);
		json.put("analyses", analyses.stream().map(FindingsDocument::toJson).toList());
		return json;
	}

	private static Object toJson(AnalysisFindings analysis) {
		Findings findings = analysis.findings();
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("id", analysis.id());
		json.put("name", analysis.name());
		json.put("notices", findings.notices());
		json.put("scalars", findings.scalars().stream().map(FindingsDocument::toJson).toList());
		json.put("checks", findings.checks().stream().map(FindingsDocument::toJson).toList());
		json.put("tables", findings.tables().stream().map(FindingsDocument::toJson).toList());
		json.put("figures", findings.figures().stream().map(FindingsDocument::toJson).toList());
		return json;
	}

	private static Object toJson(Scalar scalar) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("name", scalar.name());
		json.put("value", number(scalar.value()));
		json.put("standardError", number(scalar.standardError()));
		json.put("unit", scalar.unit());
		return json;
	}

	private static Object toJson(Check check) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("name", check.name());
		json.put("observed", number(check.observed()));
		json.put("standardError", number(check.standardError()));
		json.put("expected", number(check.expected()));
		json.put("source", check.source());
		json.put("pull", number(check.pull()));
		json.put("pValue", number(check.pValue()));
		json.put("verdict", check.verdict().id());
		json.put("reason", check.reason());
		return json;
	}

	private static Object toJson(Table table) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("name", table.name());
		json.put("columns", table.columns().stream().map(column -> {
			Map<String, Object> one = new LinkedHashMap<>();
			one.put("name", column.name());
			one.put("unit", column.unit());
			one.put("type", column.isText() ? TEXT : column.isInteger() ? INTEGER : REAL); // JSON does not tell 2.0 from 2
			one.put("values", column.values());
			return one;
		}).toList());
		return json;
	}

	private static Object toJson(Figure figure) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("name", figure.name());
		json.put("title", figure.title());
		json.put("notes", figure.notes());
		json.put("x", toJson(figure.x()));
		json.put("y", toJson(figure.y()));
		json.put("series", figure.series().stream().map(FindingsDocument::toJson).toList());
		if (figure.heatMap() != null) {
			HeatMap map = figure.heatMap();
			Map<String, Object> one = new LinkedHashMap<>();
			one.put("table", map.table());
			one.put("i", map.i());
			one.put("j", map.j());
			one.put("value", map.value());
			one.put("label", map.label());
			one.put("where", sorted(map.where()));
			json.put("heatMap", one);
		}
		return json;
	}

	private static Object toJson(Axis axis) {
		if (axis == null)
			return null;
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("label", axis.label());
		json.put("unit", axis.unit());
		json.put("logarithmic", axis.logarithmic());
		return json;
	}

	private static Object toJson(Series series) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("label", series.label());
		json.put("style", series.style().name().toLowerCase(Locale.ROOT));
		json.put("analysis", series.analysis());
		json.put("table", series.table());
		json.put("x", series.x());
		json.put("y", series.y());
		json.put("error", series.error());
		json.put("where", sorted(series.where()));
		json.put("magnitude", series.magnitude());
		json.put("group", (long) series.group());
		return json;
	}

	/** An immutable map iterates in an order that changes from one JVM to the next. */
	private static Map<String, String> sorted(Map<String, String> where) {
		return new TreeMap<>(where);
	}

	private static Object number(OptionalDouble number) {
		return number.isPresent() && Double.isFinite(number.getAsDouble()) ? number.getAsDouble() : null;
	}

	/**
	 * Reads the document.
	 *
	 * @throws IllegalArgumentException if it is not one
	 */
	public static FindingsDocument fromJson(Object document) {
		try {
			Map<?, ?> json = (Map<?, ?>) document;
			List<AnalysisFindings> analyses = new ArrayList<>();
			for (Map<?, ?> analysis : maps(json, "analyses"))
				analyses.add(new AnalysisFindings(text(analysis, "id"), text(analysis, "name"), findings(analysis)));
			return new FindingsDocument(text(json, "run"), text(json, "experiment"), List.copyOf(analyses));
		} catch (ClassCastException | NullPointerException e) {
			throw new IllegalArgumentException("no findings document: " + e.getMessage(), e);
		}
	}

	private static Findings findings(Map<?, ?> json) {
		List<Scalar> scalars = maps(json, "scalars").stream()
				.map(scalar -> new Scalar(text(scalar, "name"), optional(scalar, "value"), optional(scalar, "standardError"), text(scalar, "unit"))).toList();
		List<Check> checks = maps(json, "checks").stream()
				.map(check -> new Check(text(check, "name"), optional(check, "observed"), optional(check, "standardError"), optional(check, "expected"),
						text(check, "source"), optional(check, "pull"), optional(check, "pValue"), verdict(text(check, "verdict")), text(check, "reason")))
				.toList();
		List<Table> tables = maps(json, "tables").stream().map(table -> new Table(text(table, "name"), maps(table, "columns").stream()
				.map(column -> new Column(text(column, "name"), text(column, "unit"), values(column))).toList())).toList();
		List<Figure> figures = maps(json, "figures").stream().map(FindingsDocument::figure).toList();
		return new Findings(scalars, checks, tables, figures, ((List<?>) json.get("notices")).stream().map(String.class::cast).toList());
	}

	private static List<Object> values(Map<?, ?> column) {
		boolean real = text(column, "type").equals(REAL);
		List<Object> typed = new ArrayList<>();
		for (Object value : (List<?>) column.get("values"))
			typed.add(real && value instanceof Long integer ? (Object) integer.doubleValue() : value);
		return typed;
	}

	private static Figure figure(Map<?, ?> json) {
		List<Series> series = maps(json, "series").stream()
				.map(one -> new Series(text(one, "label"), Style.valueOf(text(one, "style").toUpperCase(Locale.ROOT)), text(one, "analysis"),
						text(one, "table"), text(one, "x"), text(one, "y"), text(one, "error"), where(one), (Boolean) one.get("magnitude"),
						((Number) one.get("group")).intValue()))
				.toList();
		Map<?, ?> map = (Map<?, ?>) json.get("heatMap");
		HeatMap heatMap = map == null ? null
				: new HeatMap(text(map, "table"), text(map, "i"), text(map, "j"), text(map, "value"), text(map, "label"), where(map));
		return new Figure(text(json, "name"), text(json, "title"), ((List<?>) json.get("notes")).stream().map(String.class::cast).toList(),
				axis((Map<?, ?>) json.get("x")), axis((Map<?, ?>) json.get("y")), series, heatMap);
	}

	private static Axis axis(Map<?, ?> json) {
		return json == null ? null : new Axis(text(json, "label"), text(json, "unit"), (Boolean) json.get("logarithmic"));
	}

	private static Map<String, String> where(Map<?, ?> json) {
		Map<String, String> where = new LinkedHashMap<>();
		((Map<?, ?>) json.get("where")).forEach((column, value) -> where.put((String) column, (String) value));
		return where;
	}

	private static Verdict verdict(String id) {
		for (Verdict verdict : Verdict.values())
			if (verdict.id().equals(id))
				return verdict;
		throw new IllegalArgumentException("unknown verdict " + id);
	}

	private static List<Map<?, ?>> maps(Map<?, ?> json, String key) {
		List<Map<?, ?>> maps = new ArrayList<>();
		for (Object element : (List<?>) json.get(key))
			maps.add((Map<?, ?>) element);
		return maps;
	}

	private static String text(Map<?, ?> json, String key) {
		return Objects.requireNonNull((String) json.get(key), key);
	}

	private static OptionalDouble optional(Map<?, ?> json, String key) {
		return json.get(key) instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
	}
}
