package org.physics4ml.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Axis;
import org.physics4ml.core.findings.Figure.HeatMap;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Table;

/** Figures of the kinds that analyses describe. */
public final class Samples {

	public record Sample(Figure figure, Tables tables) {

		@Override
		public String toString() {
			return figure.name();
		}

		public String svg(Theme theme) {
			return FigureRenderer.toSvg(figure, tables, theme, Size.COLUMN);
		}

		public byte[] png(Theme theme) {
			return FigureRenderer.toPng(figure, tables, theme, Size.COLUMN);
		}
	}

	private Samples() {
	}

	public static Map<String, Sample> all() {
		var all = new LinkedHashMap<String, Sample>();
		all.put("power-law", powerLaw());
		all.put("kernel", kernel());
		all.put("matrix", matrix());
		all.put("small-matrix", smallMatrix());
		all.put("family", family(40));
		all.put("multisets", multisets());
		all.put("empty", empty());
		all.put("residuals", residuals());
		return all;
	}

	/** Data that break careless drawing. */
	public static Map<String, Sample> awkward() {
		var all = new LinkedHashMap<String, Sample>();
		double nan = Double.NaN;
		for (Style style : Style.values())
			for (boolean logarithmic : new boolean[] { false, true }) {
				String kind = style + (logarithmic ? " logarithmic " : " linear ");
				all.put(kind + "one point", single(style, logarithmic, new double[] { 3 }, new double[] { 2 }, new double[] { 0.1 }));
				all.put(kind + "missing", single(style, logarithmic, new double[] { 1, 2, 3 }, new double[] { nan, nan, nan }, new double[] { 1, 1, 1 }));
				all.put(kind + "gaps", single(style, logarithmic, new double[] { 1, 2, 3, 4 }, new double[] { 1, nan, 3, 2 }, new double[] { 0.1, 0.1, nan, 0.3 }));
				all.put(kind + "no rows", single(style, logarithmic, new double[0], new double[0], new double[0]));
				all.put(kind + "negative", single(style, logarithmic, new double[] { 1, 2 }, new double[] { -1, -3 }, new double[] { 0.1, 0.1 }));
				all.put(kind + "constant", single(style, logarithmic, new double[] { 7, 7, 7 }, new double[] { 1e-4, 1e-4, 1e-4 }, new double[] { 0, 0, 0 }));
				all.put(kind + "zero", single(style, logarithmic, new double[] { 0, 0 }, new double[] { 0, 0 }, new double[] { 0, 0 }));
				all.put(kind + "huge", single(style, logarithmic, new double[] { 1e-300, 1, 1e300 }, new double[] { 1e-308, 1, Double.MAX_VALUE }, new double[] { 0, 2, 1e308 }));
				all.put(kind + "both signs", single(style, logarithmic, new double[] { -Double.MAX_VALUE, Double.MAX_VALUE }, new double[] { -Double.MAX_VALUE, Double.MAX_VALUE },
						new double[] { 0, 0 }));
				all.put(kind + "tiny", single(style, logarithmic, new double[] { Double.MIN_VALUE, 2e-323 }, new double[] { Double.MIN_VALUE, Double.MIN_VALUE }, new double[] { 0, 0 }));
				all.put(kind + "narrow", single(style, logarithmic, new double[] { 1.0000001, 1.0000002, 1.0000003 }, new double[] { 100.001, 100.002, 100.0025 },
						new double[] { 1e-4, 1e-4, 1e-4 }));
				all.put(kind + "narrower", single(style, logarithmic, new double[] { 1, 1 + 1e-15 }, new double[] { 1e9, 1e9 + 1e-6 }, new double[] { 1e-7, 1e-7 }));
				all.put(kind + "two", single(style, logarithmic, new double[] { 20, 80 }, new double[] { 3, 7 }, new double[] { 4, 8 }));
				all.put(kind + "pulls of 1e5", single(style, logarithmic, new double[] { 1, 2 }, new double[] { -1e5, 1e5 }, new double[] { nan, nan }));
			}
		return all;
	}

	public static Sample of(Figure figure, Table... tables) {
		return new Sample(figure, Tables.of(new Findings(List.of(), List.of(), List.of(tables), List.of(figure), List.of())));
	}

	/** A figure of one series of a table with the columns x, y and yError. */
	public static Sample single(Style style, boolean logarithmic, double[] x, double[] y, double[] error) {
		var table = new Table.Builder("data").column("x").column("y").column("yError");
		for (int k = 0; k < x.length; k++)
			table.row().set("x", x[k]).set("y", y[k]).set("yError", error[k]);
		return of(new Figure("single", "One series", List.of(), new Axis("x", "1", logarithmic), new Axis("y", "1", logarithmic),
				List.of(new Series("data", style, "data", "x", "y", "yError", 0))), table.build());
	}

	/** The connected four-point function against width by two estimators, exact line, noise floor, pulls. */
	public static Sample powerLaw() {
		int[] widths = { 2, 5, 10, 20, 50, 100, 200, 500, 1000 };
		var random = new SplittableRandom(7);
		var table = new Table.Builder("widths").column("architecture.width").column("estimator").column("connected").column("connectedError")
				.column("connectedTheory").column("pull").column("noiseFloor");
		for (String estimator : new String[] { "rao-blackwell", "naive" })
			for (int width : widths) {
				double theory = -0.131 / width;
				double error = estimator.equals("naive") ? 7e-4 : 3e-3 * -theory + 1e-7;
				double gaussian = random.nextGaussian(), pull = width == 50 ? 3.1 : gaussian; // as large as there is among some hundred
				table.row().set("architecture.width", width).set("estimator", estimator).set("connected", theory + pull * error).set("connectedError", error)
						.set("connectedTheory", theory).set("pull", pull).set("noiseFloor", 7e-4);
			}
		var notes = List.of("estimators: Rao-Blackwell over the last layer; naive (explicit weights)", "1e6 draws per width, 64 blocks; dashed: standard error of the naive estimator");
		return of(new Figure("four-point-vs-width", "Connected four-point function G_{c}^{(4)}(x_{0}, x_{0}, x_{1}, x_{1}) of a single-layer erf network", notes,
				new Axis("width N", "1", true), new Axis("|G_{c}^{(4)}|", "1", true),
				List.of(new Series("exact ∝ N^{−1}", Style.LINE, "", "widths", "architecture.width", "connectedTheory", "", Map.of("estimator", "naive"), true, 0),
						new Series("Rao-Blackwell", Style.POINTS, "", "widths", "architecture.width", "connected", "connectedError", Map.of("estimator", "rao-blackwell"), true, 0),
						new Series("naive", Style.POINTS, "", "widths", "architecture.width", "connected", "connectedError", Map.of("estimator", "naive"), true, 1),
						new Series("noise floor of naive", Style.DASHED, "", "widths", "architecture.width", "noiseFloor", "", Map.of("estimator", "naive"), true, 1),
						new Series("", Style.RESIDUAL, "", "widths", "architecture.width", "pull", "", Map.of("estimator", "rao-blackwell"), false, 0),
						new Series("", Style.RESIDUAL, "", "widths", "architecture.width", "pull", "", Map.of("estimator", "naive"), false, 1))),
				table.build());
	}

	/** A kernel against the angle with a band. */
	public static Sample kernel() {
		var random = new SplittableRandom(3);
		var table = new Table.Builder("kernel").column("angle", "rad").column("theory");
		var sampled = new Table.Builder("sampled").column("angle", "rad").column("sampled").column("sampledError");
		for (int k = 0; k <= 40; k++) {
			double angle = Math.PI * k / 40;
			double theory = 1.02 * 2 / Math.PI * Math.asin(0.94 * Math.cos(angle));
			double error = 0.03 + 0.03 * Math.abs(Math.sin(angle));
			table.row().set("angle", angle).set("theory", theory);
			if (k % 4 == 0)
				sampled.row().set("angle", angle).set("sampled", theory + 0.8 * error * random.nextGaussian()).set("sampledError", error);
		}
		return of(new Figure("kernel", "Kernel K(θ) of an erf network of depth 3, width 128", List.of("sampled over 1000 draws; band: one standard error"),
				new Axis("angle θ", "rad", false), new Axis("K(θ)", "1", false),
				List.of(new Series("sampled ± σ", Style.BAND, "sampled", "angle", "sampled", "sampledError", 0),
						new Series("K_{∞}(θ), closed form", Style.LINE, "kernel", "angle", "theory", "", 1),
						new Series("sampled", Style.POINTS, "sampled", "angle", "sampled", "sampledError", 0))),
				table.build(), sampled.build());
	}

	public static Sample matrix() {
		var table = new Table.Builder("kernel").column("i").column("j").column("theory");
		for (int i = 0; i < 24; i++)
			for (int j = i; j < 24; j++) {
				table.row().set("i", i).set("j", j);
				if (i != 5 || j != 17)
					table.set("theory", 0.8 * Math.cos((i - j) * 0.35) * Math.exp(-0.03 * (i + j)));
			}
		return of(new Figure("kernel", "Infinite-width kernel K(x_{i}, x_{j})", List.of("closed form; erf, L = 2, σ_{w}^{2} = 1, σ_{b}^{2} = 0"),
				new Axis("point j", "1", false), new Axis("point i", "1", false), List.of(), new HeatMap("kernel", "i", "j", "theory", "K(x_{i}, x_{j})", Map.of())),
				table.build());
	}

	public static Sample smallMatrix() {
		var table = new Table.Builder("kernel").column("i").column("j").column("theory");
		for (int i = 0; i < 4; i++)
			for (int j = i; j < 4; j++)
				table.row().set("i", i).set("j", j).set("theory", 1e-4 * (2 + i + 0.37 * j * j));
		return of(new Figure("kernel", "A kernel of four points", List.of(), new Axis("j", "1", false), new Axis("i", "1", false), List.of(),
				new HeatMap("kernel", "i", "j", "theory", "K_{ij}", Map.of())), table.build());
	}

	/** Many series. */
	public static Sample family(int count) {
		var random = new SplittableRandom(11);
		var table = new Table.Builder("family").column("k").column("t").column("y").column("yError");
		var series = new ArrayList<Series>();
		for (int k = 0; k < count; k++) {
			for (int t = 0; t < 12; t++)
				table.row().set("k", k).set("t", t * 0.5).set("y", Math.exp(-0.02 * (k + 1) * t) * (1 + 0.01 * random.nextGaussian())).set("yError", 0.01);
			series.add(new Series("mode " + k, k % 2 == 0 ? Style.LINE : Style.POINTS, "", "family", "t", "y", "yError", Map.of("k", "" + k), false, k));
		}
		return of(new Figure("family", "Modes under gradient flow", List.of(), new Axis("time t", "η^{−1}", false), new Axis("Δf_{k}(t) / Δf_{k}(0)", "1", false), series),
				table.build());
	}

	/** Entries by name. */
	public static Sample multisets() {
		var random = new SplittableRandom(5);
		var table = new Table.Builder("moments").column("points").column("connected").column("connectedError").column("connectedTheory").column("pull");
		for (int a = 0; a < 4; a++)
			for (int b = a; b < 4; b++)
				for (int c = b; c < 4; c++)
					for (int d = c; d < 4; d++) {
						double theory = 1e-3 * Math.cos(a + b - c + d);
						double pull = random.nextGaussian();
						table.row().set("points", a + " " + b + " " + c + " " + d).set("connected", theory + 1.5e-4 * pull).set("connectedError", 1.5e-4).set("connectedTheory", theory)
								.set("pull", pull);
					}
		return of(new Figure("connected", "Connected four-point function at all multisets", List.of(), new Axis("points", "1", false), new Axis("G_{c}^{(4)}", "1", false),
				List.of(new Series("theory", Style.LINE, "moments", "points", "connectedTheory", "", 1),
						new Series("measured", Style.POINTS, "moments", "points", "connected", "connectedError", 0),
						new Series("pull", Style.RESIDUAL, "moments", "points", "pull", "", 0))),
				table.build());
	}

	public static Sample residuals() {
		var table = new Table.Builder("data").column("x").column("pull");
		for (int k = 0; k < 9; k++)
			table.row().set("x", k).set("pull", Math.sin(3 * k) * 3);
		return of(new Figure("pulls", "Pulls", List.of(), new Axis("entry", "1", false), new Axis("pull", "1", false),
				List.of(new Series("pulls", Style.RESIDUAL, "data", "x", "pull", "", 0))), table.build());
	}

	public static Sample empty() {
		return of(new Figure("empty", "Nothing measured", List.of("0 draws"), new Axis("x", "1", false), new Axis("y", "1", false),
				List.of(new Series("", Style.POINTS, "missing", "x", "y", "", 0))));
	}
}
