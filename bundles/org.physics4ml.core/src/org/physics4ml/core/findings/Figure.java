package org.physics4ml.core.findings;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A figure, described by the columns that it shows; fronts draw it, analyses never do. Labels are plain text with Unicode
 * symbols ({@code N}, {@code G₄ᶜ(x₁,x₂,x₃,x₄)}), sub- and superscripts as {@code _{...}} and {@code ^{...}}.
 *
 * @param name    short kebab-case name, unique in its analysis; the file is {@code <analysis>-<name>.svg}
 * @param title   what is shown
 * @param notes   lines under the title: estimator, sampler, draws, noise floor
 * @param x       horizontal axis
 * @param y       vertical axis
 * @param series  what is drawn, in this order
 * @param heatMap instead of series a matrix, or null
 */
public record Figure(String name, String title, List<String> notes, Axis x, Axis y, List<Series> series, HeatMap heatMap) {

	public Figure {
		notes = List.copyOf(notes);
		series = List.copyOf(series);
	}

	public Figure(String name, String title, List<String> notes, Axis x, Axis y, List<Series> series) {
		this(name, title, notes, x, y, series, null);
	}

	/**
	 * @param label       symbol and meaning, e.g. {@code width N}
	 * @param unit        {@code 1} where dimensionless
	 * @param logarithmic where the law is a power
	 */
	public record Axis(String label, String unit, boolean logarithmic) {

		public Axis {
			Objects.requireNonNull(label, "an axis without a label");
			Objects.requireNonNull(unit, "an axis without a unit");
		}
	}

	/** How a series is drawn. */
	public enum Style {
		/** Symbols, with error bars where there is an error column. */
		POINTS,
		/** A line without symbols: theory. */
		LINE,
		/** A dashed line without symbols: a noise floor or a guide. */
		DASHED,
		/** The band y ± error, filled. */
		BAND,
		/** Symbols for a column of pulls, (observed - expected) / standard error, in a panel of its own below the others, where 0, ±1 and ±2 are marked. */
		RESIDUAL
	}

	/**
	 * Rows of a table as a curve.
	 *
	 * @param label     text of the legend; an empty one is not listed
	 * @param style     how it is drawn
	 * @param analysis  name of the analysis whose table it is; empty for the figure's own
	 * @param table     name of the table
	 * @param x         column of the abscissa
	 * @param y         column of the ordinate
	 * @param error     column of the standard errors, or empty
	 * @param where     only rows in which these columns have these values as text
	 * @param magnitude draws |y|, as a logarithmic axis needs; points whose sign was negative are drawn open
	 * @param group     series of one group share a colour, e.g. points and the theory for them
	 */
	public record Series(String label, Style style, String analysis, String table, String x, String y, String error, Map<String, String> where,
			boolean magnitude, int group) {

		public Series {
			where = Map.copyOf(where);
		}

		public Series(String label, Style style, String table, String x, String y, String error, int group) {
			this(label, style, "", table, x, y, error, Map.of(), false, group);
		}
	}

	/**
	 * A symmetric matrix as colours with a colour bar.
	 *
	 * @param table  name of the table with one row per entry
	 * @param i      column of the row index
	 * @param j      column of the column index; an entry (i, j) that is absent is that of (j, i)
	 * @param value  column of the value
	 * @param label  symbol and meaning of the value
	 * @param where  only rows in which these columns have these values as text
	 */
	public record HeatMap(String table, String i, String j, String value, String label, Map<String, String> where) {

		public HeatMap {
			where = Map.copyOf(where);
		}
	}
}
