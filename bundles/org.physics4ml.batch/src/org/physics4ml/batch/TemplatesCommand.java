package org.physics4ml.batch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.physics4ml.core.run.Templates;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "templates", mixinStandardHelpOptions = true, header = "Lists the experiments that are shipped: name, tab, one line.")
final class TemplatesCommand implements Callable<Integer> {

	private final Session session;

	@Option(names = "--json", description = "Print an array of objects with name and description.")
	private boolean json;

	TemplatesCommand(Session session) {
		this.session = session;
	}

	@Override
	public Integer call() {
		if (json)
			session.json(Templates.all().stream().map(template -> {
				Map<String, Object> one = new LinkedHashMap<>();
				one.put("name", template.name());
				one.put("description", template.summary());
				return one;
			}).toList());
		else
			Templates.all().forEach(template -> session.out().println(template.name() + "\t" + template.summary()));
		return ExitCode.DONE;
	}
}
