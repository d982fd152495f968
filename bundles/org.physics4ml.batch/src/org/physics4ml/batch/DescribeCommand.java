package org.physics4ml.batch;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.physics4ml.core.contribution.ContributionException;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.ParameterDeclaration;
import org.physics4ml.model.Json;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "describe", mixinStandardHelpOptions = true, header = "Describes a contribution: formula, parameters with ranges and defaults, references.")
final class DescribeCommand implements Callable<Integer> {

	private final Session session;

	@Parameters(paramLabel = "[KIND/]ID", description = "e.g. mlp, activation/erf, correlators; the kind is needed where the id alone is ambiguous.")
	private String id;

	@Option(names = "--json", description = "Print one object.")
	private boolean json;

	DescribeCommand(Session session) {
		this.session = session;
	}

	@Override
	public Integer call() {
		List<Kind> kinds = List.of(Kind.values());
		String word = id;
		int slash = id.indexOf('/');
		if (slash >= 0) {
			var kind = Kind.of(id.substring(0, slash));
			if (kind.isEmpty())
				return session.invalid("physics4ml describe", id, "'" + id.substring(0, slash) + "' is no kind of contribution",
						"give one of " + String.join(", ", Arrays.stream(Kind.values()).map(Kind::word).toList()));
			kinds = List.of(kind.get());
			word = id.substring(slash + 1);
		}
		List<Declaration> found = new ArrayList<>();
		ContributionException last = null;
		for (Kind kind : kinds)
			try {
				found.add(session.registry().find(kind, word));
			} catch (ContributionException e) {
				last = e;
			}
		if (found.isEmpty())
			return kinds.size() == 1 ? session.invalid("physics4ml describe", id, last.getMessage(), last.remedy())
					: session.invalid("physics4ml describe", id, "no contribution '" + word + "' is installed", "see physics4ml list architecture, activation, prior, optimiser, analysis, layer");
		if (found.size() > 1)
			return session.invalid("physics4ml describe", id, "'" + word + "' is ambiguous",
					"write " + String.join(" or ", found.stream().map(declaration -> declaration.kind().word() + "/" + declaration.shortId()).toList()));
		if (json)
			session.json(json(found.getFirst()));
		else
			print(found.getFirst(), session.out());
		return ExitCode.DONE;
	}

	private Map<String, Object> json(Declaration declaration) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("kind", declaration.kind().word());
		json.put("id", session.registry().word(declaration));
		json.put("fullId", declaration.id());
		json.put("name", declaration.name());
		json.put("summary", declaration.summary());
		json.put("description", declaration.description());
		json.put("formula", declaration.formula());
		json.put("parameters", declaration.parameters().stream().map(DescribeCommand::json).toList());
		json.put("references", declaration.references().stream().map(reference -> {
			Map<String, Object> one = new LinkedHashMap<>();
			one.put("text", reference.text());
			one.put("link", reference.link());
			return one;
		}).toList());
		json.put("bundle", declaration.bundle());
		json.put("version", declaration.version());
		return json;
	}

	private static Map<String, Object> json(ParameterDeclaration parameter) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("name", parameter.name());
		json.put("type", type(parameter));
		json.put("list", parameter.list());
		json.put("default", parameter.defaultValue());
		json.put("minimum", Double.isFinite(parameter.minimum()) ? parameter.minimum() : null);
		json.put("maximum", Double.isFinite(parameter.maximum()) ? parameter.maximum() : null);
		json.put("exclusive", parameter.exclusive());
		json.put("choices", parameter.choices());
		json.put("unit", parameter.unit());
		json.put("symbol", parameter.symbol());
		json.put("description", parameter.description());
		return json;
	}

	private static String type(ParameterDeclaration parameter) {
		return parameter.type().name().toLowerCase(Locale.ROOT);
	}

	private void print(Declaration declaration, PrintStream out) {
		out.println(declaration.kind().word() + " " + session.registry().word(declaration) + ": " + declaration.name());
		out.println();
		out.println("  " + declaration.summary());
		if (!declaration.description().isEmpty())
			wrap(declaration.description(), out);
		if (!declaration.formula().isEmpty()) {
			out.println();
			out.println("  " + declaration.formula());
		}
		if (!declaration.parameters().isEmpty()) {
			out.println();
			out.println("Parameters:");
			for (ParameterDeclaration parameter : declaration.parameters()) {
				out.println("  " + parameter.name() + (parameter.symbol().isEmpty() ? "" : "  " + parameter.symbol()) + "  (" + type(parameter) + (parameter.list() ? " or list" : "")
						+ range(parameter) + (parameter.unit().equals("1") || parameter.unit().isEmpty() ? "" : ", unit " + parameter.unit()) + ")"
						+ (parameter.defaultValue() == null ? "" : "  default " + text(parameter.defaultValue())));
				wrap(parameter.description(), out);
			}
		}
		if (!declaration.references().isEmpty()) {
			out.println();
			out.println("References:");
			declaration.references().forEach(reference -> out.println("  " + reference.text() + (reference.link().isEmpty() ? "" : ", " + reference.link())));
		}
		out.println();
		out.println("Contributed by " + declaration.bundle() + " " + declaration.version());
	}

	private static String text(Object value) {
		return value instanceof String word ? word : Json.write(value);
	}

	private static String range(ParameterDeclaration parameter) {
		if (!parameter.choices().isEmpty())
			return ": " + String.join(", ", parameter.choices());
		String low = parameter.exclusive() ? " > " : " ≥ ", high = parameter.exclusive() ? " < " : " ≤ ";
		return (Double.isFinite(parameter.minimum()) ? low + text(number(parameter.minimum())) : "") + (Double.isFinite(parameter.maximum()) ? high + text(number(parameter.maximum())) : "");
	}

	private static Object number(double value) {
		return value == Math.rint(value) && Math.abs(value) < 1e15 ? (Object) (long) value : value;
	}

	private static void wrap(String text, PrintStream out) {
		var line = new StringBuilder("   ");
		for (String word : text.strip().split("\\s+")) {
			if (line.length() + word.length() > 108) {
				out.println(line);
				line = new StringBuilder("   ");
			}
			line.append(' ').append(word);
		}
		if (!line.toString().isBlank())
			out.println(line);
	}
}
