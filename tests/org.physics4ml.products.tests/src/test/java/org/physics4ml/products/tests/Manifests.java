package org.physics4ml.products.tests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The rules for manifests of product bundles: layering, version ranges, marked internals. */
final class Manifests {

	private static final Pattern RANGE = Pattern.compile("[\\[(]\\d+(\\.\\d+)*,\\d+(\\.\\d+)*[\\])]");
	private static final Pattern UI = Pattern.compile("org\\.eclipse\\.(swt|jface|ui|e4|swtchart|nebula|help\\.ui|debug\\.ui)(\\..*)?");
	private static final Set<String> PLATFORM_PACKAGES = ModuleLayer.boot().modules().stream().flatMap(module -> module.getPackages().stream()).collect(Collectors.toSet());

	/** A clause of a header: {@code name;attribute=value;directive:=value}. */
	record Clause(String name, Map<String, String> attributes, Map<String, String> directives) {
	}

	private Manifests() {
	}

	/** What a bundle's manifest does wrong. */
	static List<String> complaints(String bundle, Manifest manifest, Set<String> packages) {
		var complaints = new ArrayList<String>();
		var main = manifest.getMainAttributes();
		if (!clauses(main, "Bundle-SymbolicName").getFirst().name().equals(bundle))
			complaints.add("the symbolic name is not the folder's");
		if (!bundle.equals(main.getValue("Automatic-Module-Name")))
			complaints.add("the module name is not the symbolic name");
		if (!"JavaSE-25".equals(main.getValue("Bundle-RequiredExecutionEnvironment")))
			complaints.add("the execution environment is not JavaSE-25");
		for (var required : clauses(main, "Require-Bundle")) {
			only(complaints, "Require-Bundle", required, Set.of("bundle-version"), Set.of("resolution", "visibility"));
			if (!RANGE.matcher(required.attributes().getOrDefault("bundle-version", "")).matches())
				complaints.add("Require-Bundle " + required.name() + " has no version range");
			layering(complaints, bundle, required.name());
		}
		for (var imported : clauses(main, "Import-Package")) {
			only(complaints, "Import-Package", imported, Set.of("version"), Set.of("resolution"));
			if (!PLATFORM_PACKAGES.contains(imported.name()) && !RANGE.matcher(imported.attributes().getOrDefault("version", "")).matches())
				complaints.add("Import-Package " + imported.name() + " has no version range");
			layering(complaints, bundle, imported.name());
		}
		for (var imported : clauses(main, "DynamicImport-Package"))
			if (!imported.name().equals("jdk.incubator.vector"))
				complaints.add("DynamicImport-Package " + imported.name() + " resolves to anything");
		for (var exported : clauses(main, "Export-Package")) {
			only(complaints, "Export-Package", exported, Set.of("version"), Set.of("uses", "x-internal", "x-friends"));
			boolean internal = "true".equals(exported.directives().get("x-internal")) || exported.directives().containsKey("x-friends");
			if (exported.name().matches(".*\\.(internal|impl)(\\..*)?") && !internal)
				complaints.add("Export-Package " + exported.name() + " does not mark an internal package");
			if (!internal && !"0.1.0".equals(exported.attributes().get("version")))
				complaints.add("Export-Package " + exported.name() + " has no version");
			if (!packages.contains(exported.name()))
				complaints.add("Export-Package " + exported.name() + " does not exist");
		}
		return complaints;
	}

	private static void layering(List<String> complaints, String bundle, String required) {
		if (UI.matcher(required).matches() && !bundle.equals("org.physics4ml.workbench") && !bundle.endsWith(".ui"))
			complaints.add(required + " belongs to the user interface");
		if (bundle.equals("org.physics4ml.compute") && (required.startsWith("org.eclipse.") || required.startsWith("org.osgi.")))
			complaints.add(required + " is part of the platform");
	}

	private static void only(List<String> complaints, String header, Clause clause, Set<String> attributes, Set<String> directives) {
		for (var attribute : clause.attributes().keySet())
			if (!attributes.contains(attribute))
				complaints.add(header + " " + clause.name() + " has an attribute " + attribute + (directives.contains(attribute) ? ", which is a directive (:=)" : ""));
		for (var directive : clause.directives().keySet())
			if (!directives.contains(directive))
				complaints.add(header + " " + clause.name() + " has a directive " + directive);
	}

	static List<Clause> clauses(Attributes attributes, String header) {
		var value = attributes.getValue(header);
		var clauses = new ArrayList<Clause>();
		if (value != null)
			for (var clause : split(value, ',')) {
				var parts = split(clause, ';');
				var own = new Clause(parts.getFirst(), new LinkedHashMap<>(), new LinkedHashMap<>());
				for (var part : parts.subList(1, parts.size())) {
					var sides = part.split(":?=", 2);
					(part.contains(":=") && part.indexOf(":=") < part.indexOf('=') ? own.directives() : own.attributes()).put(sides[0].strip(), sides[1].strip().replace("\"", ""));
				}
				clauses.add(own);
			}
		return clauses;
	}

	private static List<String> split(String text, char separator) {
		var parts = new ArrayList<String>();
		boolean quoted = false;
		int start = 0;
		for (int i = 0; i <= text.length(); i++) {
			if (i < text.length() && text.charAt(i) == '"')
				quoted = !quoted;
			if (i == text.length() || !quoted && text.charAt(i) == separator) {
				parts.add(text.substring(start, i).strip());
				start = i + 1;
			}
		}
		return parts;
	}

	static List<Path> bundles() throws IOException {
		try (var folders = Files.list(Path.of("..", "..", "bundles"))) {
			return folders.filter(folder -> Files.exists(folder.resolve("META-INF/MANIFEST.MF"))).sorted().toList();
		}
	}

	static Manifest manifest(Path bundle) throws IOException {
		try (var in = Files.newInputStream(bundle.resolve("META-INF/MANIFEST.MF"))) {
			return new Manifest(in);
		}
	}

	/** Java packages in the sources of a bundle. */
	static Set<String> packages(Path bundle) throws IOException {
		var packages = new TreeSet<String>();
		for (var folder : List.of("src", "src-gen")) {
			var root = bundle.resolve(folder);
			if (Files.exists(root))
				try (var files = Files.walk(root)) {
					files.filter(file -> file.toString().endsWith(".java")).forEach(file -> packages.add(root.relativize(file.getParent()).toString().replace('/', '.')));
				}
		}
		return packages;
	}

	/** Packages that more than one bundle has, with the bundles. */
	static Map<String, List<String>> split(Map<String, Set<String>> packagesOfBundles) {
		var owners = new TreeMap<String, List<String>>();
		packagesOfBundles.forEach((bundle, packages) -> packages.forEach(name -> owners.computeIfAbsent(name, any -> new ArrayList<>()).add(bundle)));
		owners.values().removeIf(bundles -> bundles.size() == 1);
		return owners;
	}
}
