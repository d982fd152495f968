package org.physics4ml.workbench.internal.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.ParameterDeclaration;
import org.physics4ml.model.Json;
import org.physics4ml.model.Problem;

/** How declarations, values and quantities read in the form. */
public final class Texts {

	private static final double[] UNITS = { 1e18, 1e15, 1e12, 1e9, 1e6, 1e3 };
	private static final String[] PREFIXES = { "E", "P", "T", "G", "M", "k" };

	private Texts() {
	}

	/** What is wrong and what to do, as the command line says it. */
	public static String sentence(Problem problem) {
		return problem.remedy().isEmpty() ? problem.message() : problem.message() + "; " + problem.remedy();
	}

	static String label(ParameterDeclaration parameter) {
		return parameter.symbol().isEmpty() ? parameter.name() : parameter.name() + "  " + parameter.symbol();
	}

	/** Type, range, unit and default of a parameter, e.g. {@code integer ≥ 1 or a list, default 128}. */
	public static String hint(ParameterDeclaration parameter) {
		List<String> parts = new ArrayList<>();
		String type = switch (parameter.type()) {
		case INTEGER -> "integer" + range(parameter);
		case REAL -> "number" + range(parameter);
		case BOOLEAN -> "";
		case TEXT -> "text";
		case FILE -> "file, relative to this experiment";
		case CHOICE -> "";
		case ACTIVATION -> "activation, Ctrl+Space";
		case VECTOR -> "vector, e.g. [0.5, 1]";
		case LAYER -> "layer";
		case GROUPS -> "group: prior";
		};
		if (parameter.list() && !type.isEmpty())
			type += " or a list";
		if (!type.isEmpty())
			parts.add(type);
		if (!parameter.unit().isEmpty() && !parameter.unit().equals("1"))
			parts.add("unit " + parameter.unit());
		boolean said = parameter.type() == ParameterDeclaration.Type.CHOICE || parameter.type() == ParameterDeclaration.Type.BOOLEAN; // by the field itself
		if (parameter.defaultValue() != null && !said)
			parts.add("default " + Json.valueText(parameter.defaultValue()));
		return String.join(", ", parts);
	}

	private static String range(ParameterDeclaration parameter) {
		boolean below = parameter.minimum() != Double.NEGATIVE_INFINITY;
		boolean above = parameter.maximum() != Double.POSITIVE_INFINITY;
		String least = Json.numberText(parameter.minimum());
		String most = Json.numberText(parameter.maximum());
		if (below && above)
			return parameter.exclusive() ? " in (" + least + ", " + most + ")" : " in [" + least + ", " + most + "]";
		return below ? (parameter.exclusive() ? " > " : " ≥ ") + least : above ? (parameter.exclusive() ? " < " : " ≤ ") + most : "";
	}

	/** Literature with links, for a {@link org.eclipse.swt.widgets.Link}. */
	static String references(Declaration declaration) {
		return String.join("\n", declaration.references().stream().map(reference -> {
			String url = url(reference.link());
			String text = reference.text().replace("<", "‹").replace(">", "›");
			return url.isEmpty() ? text : text + " <a href=\"" + url + "\">" + reference.link() + "</a>";
		}).toList());
	}

	/** The page of an {@code arXiv:} or {@code doi:} link; empty for anything else. */
	public static String url(String link) {
		String lower = link.toLowerCase(Locale.ROOT);
		return lower.startsWith("arxiv:") ? "https://arxiv.org/abs/" + link.substring(6) : lower.startsWith("doi:") ? "https://doi.org/" + link.substring(4) : "";
	}

	/** With three significant digits and a prefix: {@code 1.23 GB}. */
	static String quantity(double value, String unit) {
		for (int i = 0; i < UNITS.length; i++)
			if (value >= UNITS[i])
				return String.format(Locale.ROOT, "%.3g %s%s", value / UNITS[i], PREFIXES[i], unit);
		return String.format(Locale.ROOT, "%.0f %s", value, unit.strip());
	}

	/** A duration as people say it. */
	static String duration(double seconds) {
		if (seconds < 1)
			return "less than a second";
		if (seconds < 90)
			return Math.round(seconds) + " s";
		if (seconds < 90 * 60)
			return Math.round(seconds / 60) + " min";
		if (seconds < 48 * 3600)
			return Math.round(seconds / 3600) + " h";
		return Math.round(seconds / 86400) + " days";
	}

	/** 12 345 678 */
	static String count(long number) {
		return String.format(Locale.ROOT, "%,d", number).replace(',', ' ');
	}
}
