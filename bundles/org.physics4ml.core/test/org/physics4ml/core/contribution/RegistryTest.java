package org.physics4ml.core.contribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.physics4ml.core.contribution.TestContributions.activation;
import static org.physics4ml.core.contribution.TestContributions.ids;
import static org.physics4ml.core.contribution.TestContributions.model;
import static org.physics4ml.core.contribution.TestContributions.registry;
import static org.physics4ml.core.contribution.TestContributions.source;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.physics4ml.core.contribution.Declaration.Reference;
import org.physics4ml.core.contribution.ParameterDeclaration.Type;
import org.physics4ml.core.contribution.Registry.Verification;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.model.Problem;

class RegistryTest {

	private static final String OK = "id=\"org.example.ok\" name=\"n\" summary=\"s\" class=\"c\"";

	@Test
	void readsADeclarationWhoseClassDoesNotExist() throws Exception {
		var registry = model();
		assertEquals(List.of(), registry.problems());
		var mlp = registry.find(Kind.ARCHITECTURE, "mlp");
		assertEquals("org.example.mlp", mlp.id());
		assertEquals("mlp", mlp.shortId());
		assertEquals("Perceptron", mlp.name());
		assertEquals("Layers", mlp.summary());
		assertEquals("Fully connected layers.", mlp.description());
		assertEquals("z = W σ(z) + b", mlp.formula());
		assertEquals(List.of(new Reference("R. Neal (1996)", "doi:10.1007/978-1-4612-0745-0")), mlp.references());
		assertEquals("org.example.bundle0", mlp.bundle());
		assertEquals("1.2.3", mlp.version());
		double infinite = Double.POSITIVE_INFINITY;
		assertEquals(List.of(
				new ParameterDeclaration("width", Type.INTEGER, true, 128L, 1, infinite, false, List.of(), "1", "N", "Hidden neurons."),
				new ParameterDeclaration("gain", Type.REAL, false, 1.0, 0, 2, true, List.of(), "1/s", "", "Gain."),
				new ParameterDeclaration("free", Type.REAL, false, null, -infinite, 3, false, List.of(), "1", "", "Has no default."),
				new ParameterDeclaration("centred", Type.BOOLEAN, false, true, -infinite, infinite, false, List.of(), "1", "", "Whether centred."),
				new ParameterDeclaration("label", Type.TEXT, true, "all", -infinite, infinite, false, List.of(), "1", "", "A label."),
				new ParameterDeclaration("parameterisation", Type.CHOICE, false, "ntk", -infinite, infinite, false, List.of("ntk", "standard", "mu-p"), "1", "", "Where the width stands."),
				new ParameterDeclaration("activation", Type.ACTIVATION, true, "erf", -infinite, infinite, false, List.of(), "1", "", "Nonlinearity.")), mlp.parameters());
		var missing = assertThrows(ContributionException.class, () -> registry.create(mlp, Architecture.class));
		assertEquals("architecture 'org.example.mlp' is broken: class org.example.Missing is missing", missing.getMessage());
		assertTrue(missing.remedy().contains("org.example.bundle0 1.2.3"), missing.remedy());
	}

	@Test
	void everyPriorHasTheCommonParametersAfterItsOwn() throws Exception {
		var prior = model().find(Kind.PRIOR, "student-t");
		assertEquals(List.of("degrees", "weightVariance", "biasVariance", "groups"), prior.parameters().stream().map(ParameterDeclaration::name).toList());
		assertEquals(List.of("degrees"), prior.arguments().stream().map(ParameterDeclaration::name).toList());
	}

	@Test
	void sortsByShortId() {
		assertEquals(List.of("org.example.erf", "org.example.leaky-relu", "org.example.monomial", "org.example.polynomial"), ids(model().declarations(Kind.ACTIVATION)));
		assertEquals(List.of(), model().declarations(Kind.ANALYSIS));
	}

	@Test
	void namesWhatIsInstalledAndTheNearest() {
		var unknown = assertThrows(ContributionException.class, () -> model().find(Kind.ACTIVATION, "leaky-rleu"));
		assertEquals("no activation 'leaky-rleu' is installed", unknown.getMessage());
		assertEquals("did you mean 'leaky-relu'? install the plug-in that contributes it, or choose one of: erf, leaky-relu, monomial, polynomial", unknown.remedy());
		assertThrows(ContributionException.class, () -> model().find(Kind.ACTIVATION, ""));
	}

	@Test
	void anAmbiguousShortIdNamesBoth() throws Exception {
		var registry = registry(activation("org.b.same", Object.class), activation("org.a.same", Object.class));
		var ambiguous = assertThrows(ContributionException.class, () -> registry.find(Kind.ACTIVATION, "same"));
		assertEquals("activation 'same' is ambiguous", ambiguous.getMessage());
		assertEquals("write the full id: org.a.same or org.b.same", ambiguous.remedy());
		assertEquals("org.example.bundle0", registry.find(Kind.ACTIVATION, "org.b.same").bundle());
		assertEquals("org.a.same", registry.word(registry.find(Kind.ACTIVATION, "org.a.same")));
	}

	@Test
	void noneOfADuplicateIsUsed() {
		var registry = registry(activation("org.a.same", Object.class), activation("org.a.same", String.class), activation("org.a.other", Object.class));
		assertEquals(List.of("org.a.other"), ids(registry.declarations(Kind.ACTIVATION)));
		assertEquals(List.of("org.example.bundle0/plugin.xml", "org.example.bundle1/plugin.xml"), registry.problems().stream().map(problem -> problem.file()).toList());
		var broken = assertThrows(ContributionException.class, () -> registry.find(Kind.ACTIVATION, "same"));
		assertTrue(broken.getMessage().contains("org.example.bundle0 and org.example.bundle1"), broken.getMessage());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			name='n' summary='s' class='c'                          |                                                             | activation                        | attribute id is missing
			id='org.example.x' summary='s' class='c'                |                                                             | activation org.example.x          | attribute name is missing
			id='org.example.x' summary='s' name='n'                 |                                                             | activation org.example.x          | attribute class is missing
			id='org.example.x' class='c' name='n'                   |                                                             | activation org.example.x          | attribute summary is missing
			id='x' summary='s' class='c' name='n'                   |                                                             | activation x.id                   | 'x' is no id
			id='org.example.xY' summary='s' class='c' name='n'      |                                                             | activation org.example.xY.id      | 'org.example.xY' is no id
			id='org.example.x' summary='s' class='c' name='n' sumary='' |                                                         | activation org.example.x          | attribute sumary is not known
			OK | <param name='a'/>                                                                                                | activation org.example.ok         | element <param> is not known
			OK | <description>a</description><description>b</description>                                                         | activation org.example.ok.description | there is more than one description
			OK | <reference link='doi:1'/>                                                                                        | activation org.example.ok.reference | attribute text is missing
			OK | <parameter type='real' description='d'/>                                                                         | activation org.example.ok.parameter | attribute name is missing
			OK | <parameter name='a' description='d'/>                                                                            | activation org.example.ok.a       | attribute type is missing
			OK | <parameter name='a' type='real'/>                                                                                | activation org.example.ok.a       | attribute description is missing
			OK | <parameter name='a' type='float' description='d'/>                                                               | activation org.example.ok.a.type  | type 'float' is not known
			OK | <parameter name='a' type='INTEGER' description='d'/>                                                             | activation org.example.ok.a.type  | type 'INTEGER' is not known
			OK | <parameter name='a-b' type='real' description='d'/>                                                              | activation org.example.ok.a-b     | 'a-b' is no name for a parameter
			OK | <parameter name='id' type='real' description='d'/>                                                               | activation org.example.ok.id      | 'id' has a meaning of its own
			OK | <parameter name='a' type='real' description='d'/><parameter name='a' type='real' description='d'/>               | activation org.example.ok.a       | parameter 'a' is declared twice
			OK | <parameter name='a' type='real' description='d' minimum='0,1'/>                                                  | activation org.example.ok.a.minimum | '0,1' is not a number
			OK | <parameter name='a' type='real' description='d' minimum='NaN'/>                                                  | activation org.example.ok.a.minimum | 'NaN' is not a number
			OK | <parameter name='a' type='real' description='d' minimum='2' maximum='1'/>                                        | activation org.example.ok.a       | no number lies between minimum and maximum
			OK | <parameter name='a' type='real' description='d' minimum='2' maximum='2' exclusive='true'/>                       | activation org.example.ok.a       | no number lies between minimum and maximum
			OK | <parameter name='a' type='text' description='d' minimum='2'/>                                                    | activation org.example.ok.a.minimum | only numbers have a range
			OK | <parameter name='a' type='real' description='d' list='yes'/>                                                     | activation org.example.ok.a.list  | 'yes' is neither true nor false
			OK | <parameter name='a' type='real' description='d' choices='a, b'/>                                                 | activation org.example.ok.a.choices | only a choice has choices
			OK | <parameter name='a' type='choice' description='d'/>                                                              | activation org.example.ok.a.choices | a choice needs choices
			OK | <parameter name='a' type='choice' description='d' choices='b, b'/>                                               | activation org.example.ok.a.choices | a choice stands there twice
			OK | <parameter name='a' type='choice' description='d' choices='b, c' default='d'/>                                   | activation org.example.ok.a.default | "d" is not possible here
			OK | <parameter name='a' type='real' description='d' default='one'/>                                                  | activation org.example.ok.a.default | "one" is not possible here
			OK | <parameter name='a' type='real' description='d' default='[1, 2'/>                                                | activation org.example.ok.a.default | "[1, 2" is not possible here
			OK | <parameter name='a' type='real' description='d' default='[1, 2]'/>                                               | activation org.example.ok.a.default | a list is not possible here
			OK | <parameter name='a' type='real' description='d' default='null'/>                                                 | activation org.example.ok.a.default | null is no default
			OK | <parameter name='a' type='integer' description='d' default='0.5'/>                                               | activation org.example.ok.a.default | 0.5 is not possible here
			OK | <parameter name='a' type='integer' description='d' default='0' minimum='1'/>                                     | activation org.example.ok.a.default | 0 is not possible here
			OK | <parameter name='a' type='integer' list='true' description='d' default='[3, 0]' minimum='1'/>                    | activation org.example.ok.a.default[1] | 0 is not possible here
			""")
	void setsABrokenDeclarationAside(String attributes, String children, String path, String message) {
		var registry = registry(activation(attributes.strip().equals("OK") ? OK : attributes, children == null ? "" : children), activation("org.other.sound", Object.class));
		assertEquals(List.of("org.other.sound"), ids(registry.declarations(Kind.ACTIVATION)));
		assertEquals(1, registry.problems().size(), () -> registry.problems().toString());
		var problem = registry.problems().getFirst();
		assertEquals("org.example.bundle0/plugin.xml", problem.file());
		assertEquals(path, problem.path());
		assertEquals(message, problem.message());
		assertTrue(!problem.remedy().isBlank());
	}

	@Test
	void priorsCannotRedeclareTheCommonParameters() {
		var prior = "<extension point='org.physics4ml.core.priors'><prior id='a.b' name='n' class='c' summary='s'><parameter name='groups' type='text' description='d'/></prior></extension>";
		assertEquals("'groups' has a meaning of its own", registry(prior).problems().getFirst().message());
	}

	@Test
	void anElementOfAnotherKindIsAProblem() {
		var registry = registry("<extension point='org.physics4ml.core.activations'><prior id='a.b' name='n' class='c' summary='s'/></extension>");
		assertEquals("element <prior> is not known", registry.problems().getFirst().message());
	}

	@Test
	void findingABrokenContributionSaysThatItIsBroken() {
		var registry = registry(activation(OK, "<parameter name='a' type='real'/>"));
		for (var id : List.of("ok", "org.example.ok")) {
			var broken = assertThrows(ContributionException.class, () -> registry.find(Kind.ACTIVATION, id));
			assertEquals("activation '" + id + "' is installed but broken: attribute description is missing", broken.getMessage());
			assertEquals("add it (org.example.bundle0/plugin.xml)", broken.remedy());
		}
	}

	@Test
	void creates() throws Exception {
		var registry = registry(activation("org.example.identity", TestContributions.Identity.class));
		var identity = registry.create(registry.find(Kind.ACTIVATION, "identity"), Activation.class);
		assertInstanceOf(TestContributions.Identity.class, identity);
		assertEquals(2.5, identity.of(Parameters.NONE).value(2.5));
		assertEquals(List.of(new Verification(Kind.ACTIVATION, "identity", "org.example.bundle0", "1.2.3", List.of())), registry.verify());
		assertThrows(IllegalArgumentException.class, () -> registry.create(registry.find(Kind.ACTIVATION, "identity"), Architecture.class));
	}

	@Test
	void whatFailsWhileItIsCreatedIsNamed() {
		var registry = registry(activation("org.example.a", TestContributions.Throwing.class), activation("org.example.b", TestContributions.Uninitialisable.class),
				activation("org.example.c", TestContributions.Stranger.class), activation("org.example.d", TestContributions.Identity.class));
		assertEquals(List.of(), registry.problems());
		assertEquals(List.of("activation 'org.example.a' is broken: its construction failed with java.lang.IllegalStateException: no licence",
				"activation 'org.example.b' is broken: its construction failed with java.lang.NumberFormatException: For input string: \"not a number\"",
				"activation 'org.example.c' is broken: class org.physics4ml.core.contribution.TestContributions$Stranger does not implement org.physics4ml.core.network.Activation"),
				registry.verify().stream().flatMap(contribution -> contribution.problems().stream()).map(Problem::message).toList());
		assertEquals(List.of("activation org.example.a", "activation org.example.b", "activation org.example.c"), registry.verify().stream().flatMap(contribution -> contribution.problems().stream()).map(Problem::path).toList());
		assertEquals(List.of("a", "b", "c", "d"), registry.verify().stream().map(Verification::id).toList());
	}

	@Test
	void whatDeclarationsLeaveOutAndWhatCannotBeUsedIsVerifiedToo() {
		var bare = "id=\"org.example.bare\" name=\"n\" summary=\"s\" class=\"" + TestContributions.Identity.class.getName() + "\"";
		var registry = registry(activation(bare, ""), activation(OK, "<parameter name='a' type='real'/>"), activation("org.example.twice", TestContributions.Identity.class), activation("org.example.twice", TestContributions.Identity.class));
		assertEquals(List.of("org.example.ok", "org.example.twice", "org.example.twice", "bare"), registry.verify().stream().map(Verification::id).toList());
		assertEquals(List.of("activation org.example.ok.a: attribute description is missing; add it", "activation org.example.bare.description: element <description> is missing; say in a paragraph what it is",
				"activation org.example.bare.formula: attribute formula is missing; write the formula that defines it"),
				registry.verify().stream().filter(contribution -> !contribution.id().endsWith("twice")).flatMap(contribution -> contribution.problems().stream()).map(problem -> problem.in("").toString()).toList());
	}

	@Test
	void aMalformedFileNamesItself() {
		var malformed = assertThrows(IllegalArgumentException.class, () -> Registry.of(List.of(source("org.example.torn", "<extension point="))));
		assertTrue(malformed.getMessage().startsWith("org.example.torn/plugin.xml cannot be read"), malformed.getMessage());
	}
}
