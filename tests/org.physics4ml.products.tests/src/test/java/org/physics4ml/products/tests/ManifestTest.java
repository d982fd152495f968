package org.physics4ml.products.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Manifest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every bundle keeps the rules for manifests. */
class ManifestTest {

	@Test
	void everyBundleKeepsTheRules() throws Exception {
		var complaints = new ArrayList<String>();
		var bundles = Manifests.bundles();
		for (var bundle : bundles) {
			var name = bundle.getFileName().toString();
			Manifests.complaints(name, Manifests.manifest(bundle), Manifests.packages(bundle)).forEach(complaint -> complaints.add(name + ": " + complaint));
			if (Files.exists(bundle.resolve("plugin.xml")) && !Manifests.manifest(bundle).getMainAttributes().getValue("Bundle-SymbolicName").endsWith(";singleton:=true"))
				complaints.add(name + ": a bundle with extensions is a singleton");
		}
		assertEquals(List.of(), complaints);
		assertTrue(bundles.stream().map(bundle -> bundle.getFileName().toString()).toList().containsAll(List.of("org.physics4ml.analysis.kernels", "org.physics4ml.analysis.statistics",
				"org.physics4ml.batch", "org.physics4ml.compute", "org.physics4ml.core", "org.physics4ml.figures", "org.physics4ml.model", "org.physics4ml.networks", "org.physics4ml.workbench")));
	}

	@Test
	void noPackageIsSplit() throws Exception {
		var packages = new TreeMap<String, Set<String>>();
		for (var bundle : Manifests.bundles())
			packages.put(bundle.getFileName().toString(), Manifests.packages(bundle));
		assertEquals(Map.of(), Manifests.split(packages));
	}

	@Test
	void aSplitPackageIsNoticed() {
		assertEquals(Map.of("p", List.of("a", "b")), Manifests.split(new TreeMap<>(Map.of("a", Set.of("p", "q"), "b", Set.of("p")))));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			org.example.core       | Require-Bundle: org.physics4ml.core;bundle-version="[0.1.0,0.2.0)"            | ~~
			org.example.core       | Require-Bundle: org.physics4ml.core;bundle-version="0.1.0"                    | Require-Bundle org.physics4ml.core has no version range
			org.example.core       | Require-Bundle: org.physics4ml.core                                           | Require-Bundle org.physics4ml.core has no version range
			org.example.core       | Require-Bundle: b;bundle-version="[1,2)";resolution=optional                  | Require-Bundle b has an attribute resolution, which is a directive (:=)
			org.example.core       | Require-Bundle: org.eclipse.swt;bundle-version="[3.1,4)"                      | org.eclipse.swt belongs to the user interface
			org.example.core       | Require-Bundle: a;bundle-version="[1,2)",org.eclipse.ui;bundle-version="[3,4)" | org.eclipse.ui belongs to the user interface
			org.example.core       | Import-Package: org.eclipse.jface.viewers;version="[3,4)"                     | org.eclipse.jface.viewers belongs to the user interface
			org.example.core       | Import-Package: picocli                                                       | Import-Package picocli has no version range
			org.example.core       | Import-Package: java.util                                                     | ~~
			org.example.core       | DynamicImport-Package: *                                                      | DynamicImport-Package * resolves to anything
			org.example.core       | Export-Package: p                                                             | Export-Package p has no version
			org.example.core       | Export-Package: p;version="0.1.0";uses:="q,r"                                 | ~~
			org.example.core       | Export-Package: nowhere;version="0.1.0"                                       | Export-Package nowhere does not exist
			org.example.core       | Export-Package: p.internal;version="0.1.0"                                    | Export-Package p.internal does not mark an internal package
			org.example.core       | Export-Package: p.internal;version="0.1.0";x-internal=true                    | Export-Package p.internal has an attribute x-internal, which is a directive (:=)
			org.example.core       | Export-Package: p.internal;x-internal:=true                                   | ~~
			org.example.core       | Export-Package: p.internal;x-friends:="a,b"                                   | ~~
			org.physics4ml.compute | Require-Bundle: org.eclipse.equinox.common;bundle-version="[3,4)"             | org.eclipse.equinox.common is part of the platform
			org.physics4ml.compute | Import-Package: org.osgi.framework;version="[1,2)"                            | org.osgi.framework is part of the platform
			""")
	void whatBreaksARuleIsNoticed(String bundle, String header, String complaint) throws Exception {
		var text = "Manifest-Version: 1.0\nBundle-SymbolicName: " + bundle + ";singleton:=true\nAutomatic-Module-Name: " + bundle
				+ "\nBundle-RequiredExecutionEnvironment: JavaSE-25\n" + header + "\n";
		var manifest = new Manifest(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
		var complaints = Manifests.complaints(bundle, manifest, Set.of("p", "p.internal"));
		if (complaint.isEmpty())
			assertEquals(List.of(), complaints);
		else
			assertTrue(complaints.contains(complaint), complaints::toString);
	}
}
