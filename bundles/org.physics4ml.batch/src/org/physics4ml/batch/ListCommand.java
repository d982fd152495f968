package org.physics4ml.batch;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.physics4ml.core.contribution.Kind;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "list", mixinStandardHelpOptions = true, header = "Lists the contributions of a kind: id, tab, one line.")
final class ListCommand implements Callable<Integer> {

	private final Session session;

	@Parameters(paramLabel = "KIND", description = "architecture, activation, prior, optimiser, analysis or layer")
	private String kind;

	@Option(names = "--json", description = "Print an array of objects with id, name, summary and bundle.")
	private boolean json;

	ListCommand(Session session) {
		this.session = session;
	}

	@Override
	public Integer call() {
		var found = Kind.of(kind);
		if (found.isEmpty())
			return session.invalid("physics4ml list", "KIND", "'" + kind + "' is no kind of contribution",
					"give one of " + String.join(", ", Arrays.stream(Kind.values()).map(Kind::word).toList()));
		var registry = session.registry();
		session.report(registry.problems().stream().filter(problem -> problem.path().startsWith(kind)).toList());
		var declarations = registry.declarations(found.get());
		if (json)
			session.json(declarations.stream().map(declaration -> {
				Map<String, Object> one = new LinkedHashMap<>();
				one.put("id", registry.word(declaration));
				one.put("fullId", declaration.id());
				one.put("name", declaration.name());
				one.put("summary", declaration.summary());
				one.put("bundle", declaration.bundle());
				one.put("version", declaration.version());
				return one;
			}).toList());
		else
			declarations.forEach(declaration -> session.out().println(registry.word(declaration) + "\t" + declaration.summary()));
		return ExitCode.DONE;
	}
}
