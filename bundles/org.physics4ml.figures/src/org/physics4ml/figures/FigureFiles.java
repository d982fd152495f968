package org.physics4ml.figures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.run.AnalysisFindings;
import org.physics4ml.model.AtomicFiles;

/** The figures of a run as files {@code <analysis>-<name>.svg} and {@code .png}. */
public final class FigureFiles {

	private FigureFiles() {
	}

	/** Draws one figure in one format. */
	private interface Format {
		byte[] draw(Figure figure, Tables tables);
	}

	/**
	 * Writes every figure as SVG and PNG. A figure that cannot be drawn does not keep the others from being drawn.
	 *
	 * @return what went wrong, one line a figure
	 */
	public static List<String> write(Path folder, List<AnalysisFindings> findings) throws IOException {
		List<String> problems = new ArrayList<>();
		write(folder, findings, ".svg", FigureFiles::svg, problems);
		write(folder, findings, ".png", FigureFiles::png, problems);
		return problems;
	}

	/** @return the files written */
	public static List<Path> svg(Path folder, List<AnalysisFindings> findings) throws IOException {
		return write(folder, findings, ".svg", FigureFiles::svg, null);
	}

	/** @return the files written */
	public static List<Path> png(Path folder, List<AnalysisFindings> findings) throws IOException {
		return write(folder, findings, ".png", FigureFiles::png, null);
	}

	private static byte[] svg(Figure figure, Tables tables) {
		return FigureRenderer.toSvg(figure, tables, Theme.LIGHT, Size.COLUMN).getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] png(Figure figure, Tables tables) {
		return FigureRenderer.toPng(figure, tables, Theme.LIGHT, Size.COLUMN);
	}

	/** @param problems collects what goes wrong, or null to throw it */
	private static List<Path> write(Path folder, List<AnalysisFindings> findings, String suffix, Format format, List<String> problems) throws IOException {
		Map<String, Findings> byName = new HashMap<>();
		findings.forEach(analysis -> byName.put(analysis.name(), analysis.findings()));
		Files.createDirectories(folder);
		List<Path> files = new ArrayList<>();
		for (AnalysisFindings analysis : findings)
			for (Figure figure : analysis.findings().figures())
				try {
					Path file = folder.resolve(analysis.name() + "-" + figure.name() + suffix);
					AtomicFiles.write(file, format.draw(figure, Tables.of(analysis.findings(), byName)));
					files.add(file);
				} catch (RuntimeException e) {
					if (problems == null)
						throw e;
					problems.add("figure " + analysis.name() + "-" + figure.name() + " cannot be drawn: " + e);
				}
		return files;
	}
}
