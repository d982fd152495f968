package org.physics4ml.workbench.internal.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Figure.Series;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.run.AnalysisFindings;
import org.physics4ml.core.run.StoredRun;
import org.physics4ml.figures.Tables;

/**
 * A figure of several runs in one frame: a colour for each run, a symbol for each of its curves. Matrices cannot lie above each other and stay apart.
 *
 * @param name   for the list of figures
 * @param stem   name for exported files
 * @param figure what is drawn
 * @param tables the tables of all runs
 */
record Overlay(String name, String stem, Figure figure, Tables tables) {

	/** Stands between the number of a run and the name of its analysis. */
	private static final char OF = '\u0000';

	/** The figures of runs, those of one name together. */
	static List<Overlay> of(List<StoredRun> runs) {
		record Place(String analysis, String figure, int onlyRun) {
		}
		Map<Place, List<Integer>> places = new LinkedHashMap<>();
		for (int run = 0; run < runs.size(); run++)
			for (AnalysisFindings analysis : runs.get(run).findings().analyses())
				for (Figure figure : analysis.findings().figures())
					places.computeIfAbsent(new Place(analysis.name(), figure.name(), figure.heatMap() == null ? -1 : run), place -> new ArrayList<>()).add(run);
		List<Overlay> overlays = new ArrayList<>();
		places.forEach((place, of) -> {
			List<Figure> figures = of.stream().map(run -> figure(runs.get(run), place.analysis, place.figure)).toList();
			String stem = place.analysis + "-" + place.figure;
			if (place.onlyRun >= 0)
				overlays.add(new Overlay(label(place.onlyRun) + " " + place.analysis + ": " + figures.getFirst().title(), stem + "-" + (place.onlyRun + 1), figures.getFirst(),
						tables(runs.get(place.onlyRun), place.analysis)));
			else
				overlays.add(new Overlay(place.analysis + ": " + figures.getFirst().title(), stem, together(runs, of, figures, place.analysis), tables(runs)));
		});
		return overlays;
	}

	/** How a run is called beside others. */
	static String label(int run) {
		return "[" + (run + 1) + "]";
	}

	private static Figure figure(StoredRun run, String analysis, String name) {
		return findings(run).get(analysis).figures().stream().filter(figure -> figure.name().equals(name)).findFirst().orElseThrow();
	}

	private static Map<String, Findings> findings(StoredRun run) {
		Map<String, Findings> findings = new HashMap<>();
		run.findings().analyses().forEach(analysis -> findings.put(analysis.name(), analysis.findings()));
		return findings;
	}

	private static Tables tables(StoredRun run, String analysis) {
		var findings = findings(run);
		return Tables.of(findings.get(analysis), findings);
	}

	private static Tables tables(List<StoredRun> runs) {
		List<Map<String, Findings>> findings = runs.stream().map(Overlay::findings).toList();
		return (analysis, table) -> {
			int of = analysis.indexOf(OF);
			return Optional.ofNullable(findings.get(Integer.parseInt(analysis.substring(0, of))).get(analysis.substring(of + 1))).flatMap(found -> found.table(table));
		};
	}

	private static Figure together(List<StoredRun> runs, List<Integer> of, List<Figure> figures, String analysis) {
		List<Series> series = new ArrayList<>();
		List<String> notes = new ArrayList<>();
		for (int k = 0; k < of.size(); k++) {
			int run = of.get(k);
			notes.add(label(run) + " " + runs.get(run).path().getFileName() + (figures.get(k).notes().isEmpty() ? "" : ": " + figures.get(k).notes().getFirst()));
			for (Series one : figures.get(k).series())
				series.add(new Series(one.label().isEmpty() ? "" : label(run) + " " + one.label(), one.style(), run + "" + OF + (one.analysis().isEmpty() ? analysis : one.analysis()),
						one.table(), one.x(), one.y(), one.error(), one.where(), one.magnitude(), run));
		}
		Figure first = figures.getFirst();
		return new Figure(first.name(), first.title(), notes, first.x(), first.y(), series);
	}
}
