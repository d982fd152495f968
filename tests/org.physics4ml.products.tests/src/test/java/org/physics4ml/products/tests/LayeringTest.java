package org.physics4ml.products.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

/** The classes of all bundles keep the layers of the design. */
class LayeringTest {

	/** The bundles of ours that a bundle may use; contributions are restricted to what a third party can use. */
	private static final Map<String, Set<String>> MAY_USE = Map.of(
			"org.physics4ml.compute", Set.of(),
			"org.physics4ml.model", Set.of(),
			"org.physics4ml.core", Set.of("org.physics4ml.compute", "org.physics4ml.model"),
			"org.physics4ml.networks", Set.of("org.physics4ml.compute", "org.physics4ml.core"),
			"org.physics4ml.analysis", Set.of("org.physics4ml.compute", "org.physics4ml.core"),
			"org.physics4ml.figures", Set.of("org.physics4ml.core", "org.physics4ml.model"), // the model for its atomic files
			"org.physics4ml.batch", Set.of("org.physics4ml.compute", "org.physics4ml.core", "org.physics4ml.figures", "org.physics4ml.model"),
			"org.physics4ml.workbench", Set.of("org.physics4ml.compute", "org.physics4ml.core", "org.physics4ml.figures", "org.physics4ml.model"));

	private static final Set<String> INEXACT = Set.of("exp", "log", "log10", "pow", "sin", "cos", "tan", "tanh", "sinh", "cosh", "asin", "acos", "atan", "atan2", "cbrt", "hypot", "expm1",
			"log1p", "random");

	private static final Map<String, String> BUNDLES = new HashMap<>();
	private static JavaClasses classes;

	@BeforeAll
	static void importClasses() throws IOException {
		var folders = new ArrayList<Path>();
		for (var bundle : Manifests.bundles()) {
			var name = bundle.getFileName().toString();
			var packages = Manifests.packages(bundle);
			packages.forEach(one -> BUNDLES.put(one, name));
			var compiled = bundle.resolve("target/classes");
			for (var one : packages)
				assertTrue(Files.isDirectory(compiled.resolve(one.replace('.', '/'))), () -> one + " of " + name + " is not compiled: build the whole first");
			if (!packages.isEmpty())
				folders.add(compiled);
		}
		classes = new ClassFileImporter().importPaths(folders);
	}

	private static String layer(String bundle) {
		return bundle.startsWith("org.physics4ml.analysis.") ? "org.physics4ml.analysis" : bundle;
	}

	@Test
	void arrowsPointDown() {
		var complaints = new TreeSet<String>();
		for (var origin : classes)
			for (var dependency : origin.getDirectDependenciesFromSelf()) {
				var from = BUNDLES.get(origin.getPackageName());
				var target = dependency.getTargetClass().getPackageName();
				var to = BUNDLES.get(target);
				if (to == null || to.equals(from))
					continue;
				if (!MAY_USE.get(layer(from)).contains(to))
					complaints.add(from + " uses " + to + ": " + dependency.getDescription());
				if (target.contains(".internal") || target.endsWith(".impl"))
					complaints.add(from + " uses an internal package of " + to + ": " + dependency.getDescription());
			}
		assertEquals(Set.of(), complaints);
	}

	@Test
	void everyBundleHasALayer() throws IOException {
		for (var bundle : Manifests.bundles())
			assertTrue(MAY_USE.containsKey(layer(bundle.getFileName().toString())), bundle.toString());
	}

	@Test
	void computeAndContributionsKnowNoPlatform() {
		noClasses().that().resideInAnyPackage("org.physics4ml.compute..", "org.physics4ml.networks..", "org.physics4ml.analysis..").should()
				.dependOnClassesThat().resideInAnyPackage("org.eclipse..", "org.osgi..").check(classes);
	}

	@Test
	void onlyTheWorkbenchSeesTheUserInterface() {
		noClasses().that().resideOutsideOfPackage("org.physics4ml.workbench..").should().dependOnClassesThat()
				.resideInAnyPackage("org.eclipse.swt..", "org.eclipse.jface..", "org.eclipse.ui..", "org.eclipse.e4..", "org.eclipse.swtchart..", "javax.swing..").check(classes);
		noClasses().that().resideOutsideOfPackage("org.physics4ml.figures..").should().dependOnClassesThat().resideInAnyPackage("java.awt..", "javax.imageio..").check(classes);
	}

	@Test
	void onlyTheCommandLinePrintsAndExits() {
		printsOrExits().check(classes);
	}

	private static ArchRule printsOrExits() {
		return noClasses().that().resideOutsideOfPackage("org.physics4ml.batch..").should().accessTargetWhere(access("prints or exits", (owner, name) -> owner.equals("java.lang.System")
				&& Set.of("out", "err", "exit", "setOut", "setErr").contains(name) || owner.equals("java.lang.Runtime") && Set.of("exit", "halt").contains(name)));
	}

	/** {@link Math} may differ from machine to machine by its intrinsics; results must not. */
	@Test
	void resultsHaveTheSameBitsEverywhere() {
		sameBits().check(classes);
	}

	private static ArchRule sameBits() {
		return noClasses().that().resideOutsideOfPackages("org.physics4ml.workbench..").should()
				.accessTargetWhere(access("is not the same everywhere", (owner, name) -> owner.equals("java.lang.Math") && INEXACT.contains(name)
						|| Set.of("java.util.Random", "java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom", "java.util.SplittableRandom").contains(owner)));
	}

	@Test
	void whatBreaksARuleIsNoticed() {
		var own = new ClassFileImporter().importClasses(Offender.class);
		assertThrows(AssertionError.class, () -> sameBits().check(own));
		assertThrows(AssertionError.class, () -> printsOrExits().check(own));
		assertThrows(AssertionError.class, () -> sameBits().check(new ClassFileImporter().importClasses(Referrer.class)));
	}

	/** Breaks rules by calls. */
	static final class Offender {

		static double offend(double x) {
			System.out.println(x);
			return Math.exp(x);
		}
	}

	/** Breaks a rule by a method reference. */
	static final class Referrer {

		static final DoubleUnaryOperator LOG = Math::log;
	}

	private interface Forbidden {

		boolean test(String owner, String name);
	}

	private static DescribedPredicate<JavaAccess<?>> access(String description, Forbidden forbidden) {
		return DescribedPredicate.describe(description, access -> {
			AccessTarget target = access.getTarget();
			return forbidden.test(target.getOwner().getName(), target.getName());
		});
	}
}
