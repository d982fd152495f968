package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Figure.Style;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Points;

/**
 * How far the kernels of single networks lie from their mean, against the width: O(N^{-1/2}). The deviation of M draws is M^{1/2} standard errors of their mean, known from B blocks
 * to (2(B - 1))^{-1/2} of itself.
 */
final class Spread {

	static final String WIDTH = "architecture.width";
	private static final String TABLE = "spread";

	private Spread() {
	}

	/** Whether the width alone is swept. */
	static boolean isAgainstWidth(Axes axes) {
		return axes.names().equals(List.of(WIDTH));
	}

	/** Without rows where there are no kernels of single networks, or no limit beside them. */
	static Table table(List<Result<Sums>> results, Axes axes) {
		var table = axes.table(TABLE, "i", "j", "theory", "deviation", "deviationError");
		for (Result<Sums> result : results) {
			var measurement = (KernelEstimate) result.measurement();
			if (!isAgainstWidth(axes) || result.blocks().size() < 2 || !measurement.isKnown() || measurement.need().filter(need -> need.quantity() != Quantity.OUTPUTS).isEmpty())
				continue;
			var estimate = measurement.estimate(result.blocks());
			long draws = result.blocks().stream().mapToLong(Sums::draws).sum();
			Points points = result.cell().points();
			for (int i = 0; i < points.count(); i++)
				for (int j = i; j < points.count(); j++) {
					int p = points.distinctIndex(i), q = points.distinctIndex(j), pair = DrawSampler.index(Math.min(p, q), Math.max(p, q), points.distinctCount());
					double deviation = estimate.standardError()[pair] * Math.sqrt(draws);
					Axes.row(table, result.cell()).set("i", i).set("j", j).set("theory", measurement.theory()[pair]).set("deviation", deviation).set("deviationError",
							deviation / Math.sqrt(2 * (result.blocks().size() - 1)));
				}
		}
		return table.build();
	}

	/** About theory at the pairs 0 0, 0 1, … */
	static List<Series> bands(int pairs) {
		List<Series> bands = new ArrayList<>();
		for (int j = 0; j < pairs; j++)
			bands.add(new Series(j == 0 ? "± deviation of single networks, ∝ N^{-1/2}" : "", Style.BAND, "", TABLE, WIDTH, "theory", "deviation", Map.of("i", "0", "j", Integer.toString(j)), false, j));
		return bands;
	}
}
