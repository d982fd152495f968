package org.physics4ml.core.contribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.core.contribution.ParameterDeclaration.Type;
import org.physics4ml.core.contribution.Parameters.Specification;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.model.Problem;

class ParameterValidatorTest {

	private final Registry registry = TestContributions.model();
	private final ParameterValidator validator = new ParameterValidator(registry);

	@SuppressWarnings("unchecked")
	private Specification resolve(Kind kind, String id, String json) throws InvalidExperimentException {
		return validator.resolve(kind, id, (Map<String, ?>) Json.parse(json));
	}

	private List<Problem> problems(Kind kind, String id, String json) {
		return assertThrows(InvalidExperimentException.class, () -> resolve(kind, id, json)).problems();
	}

	@Test
	void fillsInDefaults() throws Exception {
		var mlp = resolve(Kind.ARCHITECTURE, "mlp", "{}").parameters();
		assertEquals(128, mlp.integer("width"));
		assertEquals(1.0, mlp.real("gain"));
		assertFalse(mlp.has("free"));
		assertTrue(mlp.flag("centred"));
		assertEquals("all", mlp.text("label"));
		assertEquals("ntk", mlp.text("parameterisation"));
		assertEquals("org.example.erf", mlp.specification("activation").declaration().id());
		assertEquals(mlp, resolve(Kind.ARCHITECTURE, "org.example.mlp", "{\"width\": null, \"activation\": null, \"free\": null}").parameters());
	}

	@Test
	void bringsValuesIntoNormalForm() throws Exception {
		var mlp = resolve(Kind.ARCHITECTURE, "mlp", "{\"width\": 1e6, \"gain\": 1, \"free\": -3, \"centred\": false, \"label\": [\"a\", \"b\"]}").parameters();
		assertEquals(1_000_000L, mlp.value("width"));
		assertEquals(1.0, mlp.value("gain"));
		assertEquals(-3.0, mlp.value("free"));
		assertEquals(false, mlp.value("centred"));
		assertEquals(List.of("a", "b"), mlp.value("label"));
		assertEquals(List.of(3L, 5L), resolve(Kind.ARCHITECTURE, "mlp", "{\"width\": [3.0, 5]}").parameters().value("width"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"widht": 3}                       | widht                | architecture mlp has no parameter 'widht'     | did you mean 'width'?
			{"zzz": null}                      | zzz                  | architecture mlp has no parameter 'zzz'       | known are: width, gain, free
			{"width": 0}                       | width                | 0 is not possible here                        | give an integer of at least 1, or a list of them
			{"width": 2.5}                     | width                | 2.5 is not possible here                      | give an integer of at least 1
			{"width": 1e300}                   | width                | 1e300 is not possible here                  | give an integer of at least 1
			{"width": "wide"}                  | width                | "wide" is not possible here                   | give an integer of at least 1
			{"width": true}                    | width                | true is not possible here                     | give an integer
			{"width": [3, -1, 4]}              | width[1]             | -1 is not possible here                       | give an integer
			{"width": []}                      | width                | the list is empty                             | give at least one value
			{"width": [[1]]}                   | width[0]             | [1] is not possible here                      | give an integer
			{"width": [null]}                  | width[0]             | null is not possible here                     | give an integer
			{"gain": [1]}                      | gain                 | a list is not possible here                   | give a number strictly between 0 and 2
			{"gain": 2}                        | gain                 | 2 is not possible here                        | give a number strictly between 0 and 2
			{"free": 3.5}                      | free                 | 3.5 is not possible here                      | give a number of at most 3
			{"centred": "yes"}                 | centred              | "yes" is not possible here                    | give true or false
			{"label": 7}                       | label                | 7 is not possible here                        | give a text
			{"parameterisation": "nkt"}        | parameterisation     | "nkt" is not possible here                    | did you mean 'ntk'? give one of ntk, standard, mu-p
			{"parameterisation": {}}           | parameterisation     | {} is not possible here                       | give one of ntk
			{"activation": 3}                  | activation           | 3 names no activation                         | give an id with its arguments
			{"activation": {"slope": 1}}       | activation           | {"slope": 1} names no activation               | give an id with its arguments
			{"activation": "erff"}             | activation           | no activation 'erff' is installed             | did you mean 'erf'?
			{"activation": ["erf", "tan"]}     | activation[1]        | no activation 'tan' is installed              | choose one of: erf, leaky-relu, monomial, polynomial
			{"activation": "erf(1)"}           | activation           | 'erf(1)' has 1 arguments                      | write erf without arguments
			{"activation": "monomial(1,2,3)"}  | activation           | 'monomial(1,2,3)' has 3 arguments             | write monomial(degree, factor)
			{"activation": "monomial(1"}       | activation           | 'monomial(1' lacks its closing parenthesis at the end | write id(argument, …)
			{"activation": "monomial(x)"}      | activation           | argument degree of 'monomial(x)': "x" is not possible here | give an integer from 1 to 20
			{"activation": "monomial(1,)"}     | activation           | argument factor of 'monomial(1,)': "" is not possible here | give a number
			{"activation": "monomial(21)"}     | activation           | argument degree of 'monomial(21)': 21 is not possible here | give an integer from 1 to 20
			{"activation": "leaky-relu(-0.1)"} | activation           | argument slope of 'leaky-relu(-0.1)': -0.1 is not possible here | give a number from 0 to 1
			{"activation": "polynomial(1,x)"}  | activation           | argument coefficients[1] of 'polynomial(1,x)': "x" is not possible here | give a number
			{"activation": {"id": "leaky-relu", "slope": 2}}  | activation.slope | 2 is not possible here             | give a number from 0 to 1
			{"activation": {"id": "leaky-relu", "slop": 1}}   | activation.slop  | activation leaky-relu has no parameter 'slop' | did you mean 'slope'?
			""")
	void namesPathMessageAndRemedy(String json, String path, String message, String remedy) {
		var problems = problems(Kind.ARCHITECTURE, "mlp", json);
		assertEquals(1, problems.size(), problems::toString);
		assertEquals(path, problems.getFirst().path());
		assertEquals(message, problems.getFirst().message());
		assertTrue(problems.getFirst().remedy().contains(remedy), problems.getFirst().remedy());
	}

	@Test
	void reportsEveryProblem() {
		assertEquals(List.of("nothing", "width", "gain", "activation"),
				problems(Kind.ARCHITECTURE, "mlp", "{\"gain\": -1, \"nothing\": 1, \"activation\": \"none\", \"width\": 0}").stream().map(Problem::path).toList());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			erf                            | erf
			erf()                          | erf
			leaky-relu                     | leaky-relu
			leaky-relu(0.01)               | leaky-relu
			org.example.leaky-relu( 0.1 )  | leaky-relu(0.1)
			leaky-relu(1)                  | leaky-relu(1)
			monomial(3)                    | monomial(3)
			monomial(3.0, 1)               | monomial(3)
			monomial(null, 0.5)            | monomial(2, 0.5)
			polynomial                     | polynomial
			polynomial(0, 1)               | polynomial
			polynomial(3)                  | polynomial(3)
			polynomial(1, 0, -0.5)         | polynomial(1, 0, -0.5)
			""")
	void readsActivationsWithArguments(String call, String canonical) throws Exception {
		var activation = resolve(Kind.ARCHITECTURE, "mlp", Json.write(Map.of("activation", call))).parameters().specification("activation");
		assertEquals(canonical, activation.toString());
		assertEquals(activation, resolve(Kind.ARCHITECTURE, "mlp", Json.write(Map.of("activation", canonical))).parameters().specification("activation"));
	}

	@Test
	void anActivationMayBeAnObject() throws Exception {
		var activation = resolve(Kind.ARCHITECTURE, "mlp", "{\"activation\": {\"id\": \"monomial\", \"factor\": 2}}").parameters().specification("activation");
		assertEquals("monomial(2, 2)", activation.toString());
		assertEquals(2L, activation.parameters().value("degree"));
	}

	@Test
	void resolvesTheLawsOfGroups() throws Exception {
		var prior = resolve(Kind.PRIOR, "gaussian", "{\"groups\": {\"weight-out\": \"student-t(7)\", \"bias-1\": {\"id\": \"student-t\", \"degrees\": 3}, \"weight-1\": null}}").parameters();
		assertEquals(1.0, prior.real("weightVariance"));
		assertEquals(0.0, prior.real("biasVariance"));
		assertEquals(List.of("weight-out", "bias-1"), List.copyOf(prior.groups("groups").keySet()));
		assertEquals("student-t(7)", prior.groups("groups").get("weight-out").toString());
		assertEquals(Map.of("degrees", 3.0), prior.groups("groups").get("bias-1").parameters().values());
		assertEquals(Map.of(), resolve(Kind.PRIOR, "gaussian", "{}").parameters().groups("groups"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"weightVariance": -1}                                  | weightVariance       | -1 is not possible here
			{"biasVariance": [1, "x"]}                              | biasVariance[1]      | "x" is not possible here
			{"groups": "uniform"}                                   | groups               | "uniform" is not possible here
			{"groups": ["uniform"]}                                 | groups               | a list is not possible here
			{"groups": {"weight-out": "unifrom"}}                   | groups.weight-out    | no prior 'unifrom' is installed
			{"groups": {"weight-out": "student-t(2)"}}              | groups.weight-out    | argument degrees of 'student-t(2)': 2 is not possible here
			{"groups": {"w": {"id": "gaussian", "weightVariance": 2}}} | groups.w.weightVariance | prior gaussian has no parameter 'weightVariance'
			""")
	void namesProblemsOfPriors(String json, String path, String message) {
		var problems = problems(Kind.PRIOR, "gaussian", json);
		assertEquals(1, problems.size(), problems::toString);
		assertEquals(path, problems.getFirst().path());
		assertEquals(message, problems.getFirst().message());
	}

	private static final String LAYERS = """
			<extension point="org.physics4ml.core.architectures">
			   <architecture id="org.example.composed" name="Composed" class="org.example.Missing" summary="Layers">
			      <parameter name="layers" type="layer" list="true" default="[dense, wide(3)]" description="Layers."/>
			   </architecture>
			</extension>
			<extension point="org.physics4ml.core.layers">
			   <layer id="org.example.dense" name="Dense" class="org.example.Missing" summary="Dense">
			      <parameter name="channels" type="integer" default="8" minimum="1" description="Channels."/>
			      <parameter name="filter" type="integer" list="true" default="3" minimum="1" description="Taps."/>
			      <parameter name="padding" type="choice" default="zero" choices="zero, valid" description="Padding."/>
			   </layer>
			   <layer id="org.example.wide" name="Wide" class="org.example.Missing" summary="Wide">
			      <parameter name="slope" type="real" default="1" description="Slope."/>
			   </layer>
			   <layer id="org.example.sum" name="Sum" class="org.example.Missing" summary="Sum">
			      <parameter name="branches" type="layer" list="true" description="Branches."/>
			   </layer>
			   <layer id="org.example.act" name="Activation" class="org.example.Missing" summary="Activation">
			      <parameter name="function" type="activation" default="erf" description="Function."/>
			   </layer>
			</extension>
			""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{}                                                                          | [dense, wide(3)]
			{"layers": "dense"}                                                         | dense
			{"layers": ["dense(filter=[1, 2], channels = 4)", "dense(5, padding=valid)"]} | [dense(4, 1, 2), dense(5, 3, valid)]
			{"layers": ["act(leaky-relu(0.1))", "act(function=monomial(3, 0.5))"]}      | [act(leaky-relu(0.1)), act(monomial(3, 0.5))]
			{"layers": ["sum([dense(2), [act, dense(padding=valid)]])"]}                | [sum(dense(2), [act(erf), dense(8, 3, valid)])]
			{"layers": [{"id": "sum", "branches": ["dense", [], ["sum(branches=[wide, dense])"]]}, []]} | [sum(dense, [], [sum(wide, dense)]), []]
			""")
	void readsLayers(String json, String expected) throws Exception {
		var layers = new ParameterValidator(TestContributions.registry(TestContributions.MODEL, LAYERS));
		@SuppressWarnings("unchecked")
		var value = layers.resolve(Kind.ARCHITECTURE, "composed", (Map<String, ?>) Json.parse(json)).parameters().value("layers");
		assertEquals(expected, value.toString());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			{"layers": ["dense", "densee"]}                                   | layers[1]             | no layer 'densee' is installed
			{"layers": ["dense(filters=2)"]}                                  | layers[0]             | argument filters of 'dense(filters=2)': layer dense has no parameter 'filters'
			{"layers": ["dense(2, channels=3, channels=4)"]}                  | layers[0]             | 'dense(2, channels=3, channels=4)' gives channels twice
			{"layers": ["wide(1, slope=2)"]}                                  | layers[0]             | 'wide(1, slope=2)' has 2 arguments
			{"layers": [{"id": "sum", "branches": ["dense", ["act", "dense(0)"]]}]} | layers[0].branches[1][1] | argument channels of 'dense(0)': 0 is not possible here
			{"layers": [3]}                                                   | layers[0]             | 3 names no layer
			{"layers": [["dense("]]}                                          | layers[0][0]          | 'dense(' lacks its closing parenthesis at the end
			""")
	void namesProblemsOfLayers(String json, String path, String message) {
		var layers = new ParameterValidator(TestContributions.registry(TestContributions.MODEL, LAYERS));
		@SuppressWarnings("unchecked")
		var problems = assertThrows(InvalidExperimentException.class, () -> layers.resolve(Kind.ARCHITECTURE, "composed", (Map<String, ?>) Json.parse(json))).problems();
		assertEquals(1, problems.size(), problems::toString);
		assertEquals(path, problems.getFirst().path());
		assertEquals(message, problems.getFirst().message());
	}

	@Test
	void completesPathsOfAComponent() {
		var problems = new ArrayList<Problem>();
		assertTrue(validator.resolve(Kind.ARCHITECTURE, "mlp", Map.of("width", 0L), "architecture", problems::add).isEmpty());
		assertTrue(validator.resolve(Kind.ANALYSIS, "naive", Map.of(), "analyses.naive", problems::add).isEmpty());
		assertEquals(List.of("architecture.width", "analyses.naive"), problems.stream().map(Problem::path).toList());
		assertEquals("install the plug-in that contributes it, or choose one of: none", problems.getLast().remedy());
	}

	/** Numbers inside a random range pass unchanged, numbers outside are refused; the oracle is the comparison with the bounds as exact integers. */
	@ParameterizedTest
	@ValueSource(longs = {1, 2, 3, 4, 5})
	void holdsRandomRanges(long seed) {
		var random = new SplittableRandom(seed);
		for (int trial = 0; trial < 500; trial++) {
			long minimum = random.nextLong(-10, 10);
			long maximum = minimum + random.nextLong(2, 10);
			boolean exclusive = random.nextBoolean();
			long value = random.nextLong(-15, 25);
			boolean admissible = exclusive ? minimum < value && value < maximum : minimum <= value && value <= maximum;
			for (var type : List.of(Type.INTEGER, Type.REAL)) {
				var parameter = new ParameterDeclaration("p", type, false, null, minimum, maximum, exclusive, List.of(), "1", "", "d");
				var reported = new ArrayList<String>();
				var normal = Values.plain(parameter, random.nextBoolean() ? (Object) value : (Object) (double) value, "p", (path, message, remedy) -> reported.add(message));
				assertEquals(admissible, normal.isPresent());
				assertEquals(admissible ? 0 : 1, reported.size());
				if (admissible)
					assertEquals(type == Type.INTEGER ? (Object) value : (Object) (double) value, normal.get());
			}
		}
	}

	/** Whatever JSON stands in the place of a value: an answer or problems inside the component, never an exception. */
	@ParameterizedTest
	@ValueSource(longs = {1, 2, 3, 4, 5})
	void neverThrowsForRandomValues(long seed) {
		var random = new SplittableRandom(seed);
		for (int trial = 0; trial < 2000; trial++) {
			var kind = random.nextBoolean() ? Kind.ARCHITECTURE : Kind.PRIOR;
			var declaration = registry.declarations(kind).getFirst();
			var values = new LinkedHashMap<String, Object>();
			for (var parameter : declaration.parameters())
				if (random.nextBoolean())
					values.put(parameter.name(), value(random, 2));
			var problems = new ArrayList<Problem>();
			var resolved = validator.resolve(kind, declaration.id(), values, "here", problems::add);
			assertEquals(problems.isEmpty(), resolved.isPresent());
			for (var problem : problems) {
				assertTrue(problem.path().startsWith("here."), problem.path());
				assertFalse(problem.message().isBlank() || problem.remedy().isBlank());
			}
		}
	}

	private static Object value(SplittableRandom random, int depth) {
		var texts = List.of("", "(", ")", "erf", "erf(", "monomial(3)", "monomial((", "monomial()", "leaky-relu([1,2])", "leaky-relu(\"\")", "ntk", "1", "id", ",", "\"");
		return switch (random.nextInt(depth == 0 ? 5 : 7)) {
			case 0 -> null;
			case 1 -> random.nextLong(-3, 30);
			case 2 -> random.nextInt(10) == 0 ? Double.NaN : random.nextDouble(-3, 3);
			case 3 -> random.nextBoolean();
			case 4 -> texts.get(random.nextInt(texts.size()));
			case 5 -> {
				var list = new ArrayList<Object>();
				for (int i = random.nextInt(3); i > 0; i--)
					list.add(value(random, depth - 1));
				yield list;
			}
			default -> {
				var map = new LinkedHashMap<String, Object>();
				for (int i = random.nextInt(3); i > 0; i--)
					map.put(random.nextBoolean() ? "id" : texts.get(random.nextInt(texts.size())), value(random, depth - 1));
				yield map;
			}
		};
	}
}
