package org.physics4ml.core.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.Registry;

/** Where the numbers of a run are from: the content of {@code provenance.json}. Nothing in it enters the findings. */
public final class Provenance {

	private Provenance() {
	}

	/**
	 * @param front   which front made the run, with its version
	 * @param options the front's options
	 */
	public static Map<String, Object> of(Plan plan, Registry registry, Backend backend, String front, Map<String, Object> options) {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("run", plan.hash());
		json.put("seed", plan.experiment().getSeed());
		json.put("started", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
		json.put("front", front);
		json.put("options", options);
		json.put("backend", backend.description());
		Map<String, Object> plugins = new TreeMap<>();
		for (Kind kind : Kind.values())
			for (Declaration declaration : registry.declarations(kind))
				plugins.put(declaration.bundle(), declaration.version());
		json.put("plugins", plugins);
		Map<String, Object> host = new LinkedHashMap<>();
		host.put("name", hostName());
		host.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
		host.put("architecture", System.getProperty("os.arch"));
		host.put("cores", (long) Runtime.getRuntime().availableProcessors());
		host.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
		json.put("host", host);
		return json;
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		} catch (UnknownHostException e) {
			return "unknown";
		}
	}
}
