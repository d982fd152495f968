package org.physics4ml.headless.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.eclipse.core.runtime.RegistryFactory;
import org.junit.jupiter.api.Test;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.contribution.ContributionException;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.ParameterValidator;
import org.physics4ml.core.contribution.Registry;
import org.physics4ml.core.network.Activation;
import org.physics4ml.headless.tests.contributed.MeanOutput;
import org.physics4ml.headless.tests.contributed.Sound;
import org.physics4ml.headless.tests.contributed.Stranger;
import org.physics4ml.headless.tests.contributed.Throwing;
import org.physics4ml.headless.tests.contributed.Uninitialisable;
import org.physics4ml.model.Problem;

/** The registry in a running framework. */
class RegistryTest {

	private static final String SOUND = activation("org.example.sound", Sound.class.getName(), "<parameter name='offset' type='real' default='0.5' description='Offset.'/>");

	private final Registry registry = new Registry(RegistryFactory.getRegistry());

	private static String activation(String id, String type, String children) {
		return "<extension point='org.physics4ml.core.activations'><activation id='" + id + "' name='n' summary='s' formula='f' class='" + type + "'><description>d</description>" + children + "</activation></extension>\n";
	}

	private List<String> activations() {
		return registry.declarations(Kind.ACTIVATION).stream().map(Declaration::id).toList();
	}

	private List<Problem> faults() {
		return registry.verify().stream().flatMap(contribution -> contribution.problems().stream()).toList();
	}

	@Test
	void whatIsInstalledIsSound() throws Exception {
		assertEquals(List.of(), faults());
		assertEquals("org.physics4ml.networks", registry.find(Kind.ARCHITECTURE, "mlp").bundle());
	}

	@Test
	void followsInstallationAndRemoval() throws Exception {
		var before = activations();
		assertThrows(ContributionException.class, () -> registry.find(Kind.ACTIVATION, "sound"));
		for (int again = 0; again < 2; again++) {
			Declaration sound;
			try (var bundle = new ContributedBundle("org.example.third", SOUND, Sound.class, Sound.Shifted.class)) {
				sound = registry.find(Kind.ACTIVATION, "sound");
				assertEquals("org.example.third", sound.bundle());
				assertEquals("1.2.3", sound.version());
				assertEquals(before.size() + 1, activations().size());
				var resolved = new ParameterValidator(registry).resolve(Kind.ACTIVATION, "sound", Map.of());
				assertFalse(bundle.isActivated(), "a class was loaded too early");
				var instance = registry.create(sound, Activation.class);
				assertTrue(bundle.isActivated());
				assertEquals(2.5, instance.of(resolved.parameters()).value(2));
				assertNotEquals(Sound.class, instance.getClass(), "loaded by the contributor, not by the test");
			}
			assertEquals(before, activations());
			assertThrows(ContributionException.class, () -> registry.create(sound, Activation.class));
		}
	}

	@Test
	void namesBrokenContributionsWhileTheOthersWork() throws Exception {
		var broken = activation("org.example.broken", "c", "<parameter name='a' type='real' default='one' description='d'/>")
				+ activation("org.example.missing", "org.example.Missing", "")
				+ activation("org.example.stranger", Stranger.class.getName(), "")
				+ activation("org.example.throwing", Throwing.class.getName(), "")
				+ activation("org.example.uninitialisable", Uninitialisable.class.getName(), "");
		try (var first = new ContributedBundle("org.example.first", broken, Stranger.class, Throwing.class, Uninitialisable.class);
				var second = new ContributedBundle("org.example.second", SOUND, Sound.class, Sound.Shifted.class)) {
			assertEquals(List.of("\"one\" is not possible here"), registry.problems().stream().map(problem -> problem.message()).toList());
			var problems = faults();
			assertEquals(List.of("activation org.example.broken.a.default", "activation org.example.missing", "activation org.example.stranger", "activation org.example.throwing",
					"activation org.example.uninitialisable"), problems.stream().map(problem -> problem.path()).toList());
			var messages = List.of("", "class org.example.Missing is missing", "does not implement " + Activation.class.getName(), "java.lang.IllegalStateException: no licence",
					"java.lang.NumberFormatException");
			for (int i = 0; i < messages.size(); i++) {
				assertEquals("org.example.first/plugin.xml", problems.get(i).file());
				assertTrue(problems.get(i).message().contains(messages.get(i)), problems.get(i).message());
			}
			assertEquals(2.5, registry.create(registry.find(Kind.ACTIVATION, "sound"), Activation.class).of(new ParameterValidator(registry).resolve(Kind.ACTIVATION, "sound", Map.of()).parameters()).value(2));
		}
		assertEquals(List.of(), registry.problems());
	}

	@Test
	void twoBundlesWithOneIdAreBothNamed() throws Exception {
		try (var first = new ContributedBundle("org.example.first", SOUND, Sound.class, Sound.Shifted.class)) {
			assertEquals("org.example.first", registry.find(Kind.ACTIVATION, "sound").bundle());
			try (var second = new ContributedBundle("org.example.second", SOUND, Sound.class, Sound.Shifted.class)) {
				var duplicate = assertThrows(ContributionException.class, () -> registry.find(Kind.ACTIVATION, "org.example.sound"));
				assertTrue(duplicate.getMessage().contains("org.example.first and org.example.second"), duplicate.getMessage());
			}
			assertEquals("org.example.first", registry.find(Kind.ACTIVATION, "sound").bundle());
		}
	}

	@Test
	void aThirdPartysAnalysisIsLikeOneOfOurs() throws Exception {
		var declaration = registry.find(Kind.ANALYSIS, "org.physics4ml.headless.tests.mean-output");
		assertEquals("org.physics4ml.headless.tests", declaration.bundle());
		assertEquals(MeanOutput.class, registry.create(declaration, Analysis.class).getClass());
	}
}
