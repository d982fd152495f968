package org.physics4ml.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

	@Test
	void readsBackWhatItWrites() {
		var random = new RandomExperiments(1);
		for (int i = 0; i < 5000; i++) {
			Object value = random.value(4);
			assertEquals(value, Json.parse(Json.write(value)));
			assertEquals(value, Json.parse(Json.writePretty(value)));
			assertEquals(value, Json.parseValue(Json.valueText(value)));
			assertEquals(Json.write(Json.canonical(value)), Json.write(Json.canonical(Json.parse(Json.write(value)))));
		}
	}

	@Test
	void numbersReadBackToTheSameBitsAndAreAsShortAsJavaCanWriteThem() {
		var random = new SplittableRandom(2);
		for (int i = 0; i < 20_000; i++) {
			double number = Double.longBitsToDouble(random.nextLong());
			if (!Double.isFinite(number)) continue;
			String text = Json.write(number);
			assertEquals(Double.doubleToLongBits(number), Double.doubleToLongBits(Double.parseDouble(text)), text);
			assertEquals(Double.doubleToLongBits(number), Double.doubleToLongBits(((Number) Json.parse(text)).doubleValue()), text);
			assertEquals(digits(Double.toString(number)), digits(text));
		}
	}

	private static String digits(String number) {
		return number.replaceAll("[eE].*", "").replaceAll("[-.]", "").replaceAll("^0+|0+$", "");
	}

	@ParameterizedTest
	@CsvSource({ "1e6,1000000", "1E+2,100", "5.0,5", "-0,-0.0", "0.1,0.1", "1e-5,1e-5", "1.5e-300,1.5e-300", "9007199254740992,9007199254740992",
			"9007199254740994.0,9.007199254740994e15", "9223372036854775807,9223372036854775807", "9223372036854775808,9.223372036854776e18", "4.9e-324,4.9e-324",
			"123456789012345678901234567890,1.2345678901234568e29" })
	void numbersHaveOneForm(String read, String written) {
		assertEquals(written, Json.write(Json.parse(read)));
		assertEquals(Json.parse(read), Json.parse(written));
	}

	@Test
	void integersAreLongsAndOthersDoubles() {
		assertEquals(List.of(5L, 5L, 0.5, 1L << 53, 0x1p53 + 2), Json.parse("[5, 5.0, 0.5, 9007199254740992.0, 9007199254740994.0]"));
		assertEquals(7L, Json.number(7));
		assertEquals(-0.0, Json.number(-0.0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "NaN", "Infinity", "[1,]", "[1 2]", "{\"a\":1,\"a\":2}", "{a:1}", "{'a':1}", "'a'", "[1", "{\"a\"", "\"a", "1 2", "[1] x", "1e999", "-1e999",
			"01", "+1", "1.", ".5", "erf", "TRUE", "// x\n1", "\"\\x\"", "\"a\nb\"", "[1;2]" })
	void refusesWhatIsNotJson(String text) {
		var e = assertThrows(IllegalArgumentException.class, () -> Json.parse(text));
		assertFalse(e.getMessage().isBlank() || e.getMessage().contains("\n"), e.getMessage());
	}

	@Test
	void nestingEndsAtItsLimit() {
		int limit = Json.NESTING_LIMIT;
		Object value = Json.parse("[".repeat(limit) + "]".repeat(limit));
		assertEquals("[".repeat(limit) + "]".repeat(limit), Json.write(value));
		assertThrows(IllegalArgumentException.class, () -> Json.parse("[".repeat(limit + 1) + "]".repeat(limit + 1)));
		assertThrows(IllegalArgumentException.class, () -> Json.parse("{\"a\":".repeat(1_000_000)));
	}

	@Test
	void whatHasNoJsonIsNotWritten() {
		assertThrows(IllegalArgumentException.class, () -> Json.write(Double.NaN));
		assertThrows(IllegalArgumentException.class, () -> Json.write(List.of(Double.NEGATIVE_INFINITY)));
		assertThrows(IllegalArgumentException.class, () -> Json.write(new Object()));
		assertThrows(IllegalArgumentException.class, () -> Json.number(Double.NaN));
	}

	@Test
	void valuesAreJsonOrBareWords() {
		assertEquals("erf", Json.parseValue("erf"));
		assertEquals("leaky-relu(0.1)", Json.parseValue(" leaky-relu(0.1) "));
		assertEquals("1/d", Json.parseValue("1/d"));
		assertEquals("0 0 1 1", Json.parseValue("0 0 1 1"));
		assertEquals("NaN", Json.parseValue("NaN"));
		assertEquals("12", Json.parseValue("\"12\""));
		assertEquals(1_000_000L, Json.parseValue("1e6"));
		assertEquals(true, Json.parseValue("true"));
		assertNull(Json.parseValue("null"));
		assertEquals(Map.of("id", "uniform", "weightVariance", 2L), Json.parseValue("{\"id\":\"uniform\",\"weightVariance\":2}"));
		for (String broken : List.of("[1,2", "{id:uniform}", "\"erf", "1e999"))
			assertThrows(IllegalArgumentException.class, () -> Json.parseValue(broken), broken);
	}

	@Test
	void valuesAreImmutable() {
		assertThrows(UnsupportedOperationException.class, () -> ((List<?>) Json.parse("[1]")).clear());
		assertThrows(UnsupportedOperationException.class, () -> ((Map<?, ?>) Json.parse("{\"a\":1}")).clear());
	}

	@Test
	void layoutIsStable() {
		Object value = Json.parse("{\"b\":[1,2.5,null],\"a\":{\"c\":\"\\u0000\\\"\\ud800\",\"d\":[]}}");
		assertEquals("{\"b\": [1, 2.5, null], \"a\": {\"c\": \"\\u0000\\\"\\ud800\", \"d\": []}}", Json.write(value));
		assertEquals("{\"a\": {\"c\": \"\\u0000\\\"\\ud800\", \"d\": []}, \"b\": [1, 2.5, null]}", Json.write(Json.canonical(value)));
		var numbers = new ArrayList<>(Arrays.asList(new Long[60]));
		numbers.replaceAll(_ -> 12L);
		assertEquals("{\n\t\"columns\": [\n\t\t{\n\t\t\t\"name\": \"x\",\n\t\t\t\"values\": " + numbers + "\n\t\t},\n\t\t[[1], []]\n\t]\n}",
				Json.writePretty(Json.parse("{\"columns\":[{\"name\":\"x\",\"values\":" + numbers + "},[[1],[]]]}")));
	}
}
