package org.physics4ml.batch;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.Registry.Verification;
import org.physics4ml.model.Problem;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The bundles that contribute: the command that only holds the others. */
@Command(name = "plugins", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", header = "The bundles that contribute: lists or verifies them.", //
		subcommands = { PluginsCommand.ListPlugins.class, PluginsCommand.Verify.class })
final class PluginsCommand implements Runnable {

	@Spec
	private CommandSpec spec;

	@Override
	public void run() {
		throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing: list or verify");
	}

	@Command(name = "list", mixinStandardHelpOptions = true, header = "Lists the bundles that contribute: symbolic name, tab, version, tab, what each contributes.")
	static final class ListPlugins implements Callable<Integer> {

		private final Session session;

		@Option(names = "--json", description = "Print an array of objects with bundle, version and contributions.")
		private boolean json;

		ListPlugins(Session session) {
			this.session = session;
		}

		@Override
		public Integer call() {
			session.report(session.registry().problems());
			var bundles = Arrays.stream(Kind.values()).flatMap(kind -> session.registry().declarations(kind).stream())
					.collect(Collectors.groupingBy(Declaration::bundle, TreeMap::new, Collectors.toList()));
			if (json)
				session.json(bundles.entrySet().stream().map(bundle -> {
					Map<String, Object> one = new LinkedHashMap<>();
					one.put("bundle", bundle.getKey());
					one.put("version", bundle.getValue().getFirst().version());
					one.put("contributions", words(bundle.getValue()));
					return one;
				}).toList());
			else
				bundles.forEach((bundle, own) -> session.out().println(bundle + "\t" + own.getFirst().version() + "\t"
						+ words(own).entrySet().stream().map(kind -> kind.getKey() + ": " + String.join(", ", kind.getValue())).collect(Collectors.joining("; "))));
			return ExitCode.DONE;
		}

		/** What a bundle contributes, by kind. */
		private Map<String, List<String>> words(List<Declaration> own) {
			return own.stream().collect(Collectors.groupingBy(declaration -> declaration.kind().word(), LinkedHashMap::new, Collectors.mapping(session.registry()::word, Collectors.toList())));
		}
	}

	@Command(name = "verify", mixinStandardHelpOptions = true, header = "Verifies every contribution: kind, slash, id, tab, passed or failed.", //
			description = { "Its declaration is complete, an instance can be created, and an activation agrees with itself: Price's theorem, closed kernels against quadrature, derivative and parity.", //
					"Problems go to stderr, one a line; the exit code is 1 if a contribution fails." })
	static final class Verify implements Callable<Integer> {

		private final Session session;

		@Option(names = "--json", description = "Print an array of objects with kind, id, bundle, version, verdict and problems.")
		private boolean json;

		Verify(Session session) {
			this.session = session;
		}

		@Override
		public Integer call() {
			var found = session.registry().verify();
			found.forEach(contribution -> session.report(contribution.problems()));
			if (json)
				session.json(found.stream().map(contribution -> {
					Map<String, Object> one = new LinkedHashMap<>();
					one.put("kind", contribution.kind().word());
					one.put("id", contribution.id());
					one.put("bundle", contribution.bundle());
					one.put("version", contribution.version());
					one.put("verdict", verdict(contribution));
					one.put("problems", contribution.problems().stream().map(Problem::toJson).toList());
					return one;
				}).toList());
			else
				found.forEach(contribution -> session.out().println(contribution.kind().word() + "/" + contribution.id() + "\t" + verdict(contribution)));
			return found.stream().allMatch(contribution -> contribution.problems().isEmpty()) ? ExitCode.DONE : ExitCode.FAILED;
		}

		private static String verdict(Verification contribution) {
			return contribution.problems().isEmpty() ? "passed" : "failed";
		}
	}
}
