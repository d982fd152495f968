package org.physics4ml.compute.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PropagatorTest {

	/** id, d, m, cutoff, r, meaning, value */
	static List<String[]> oracle() throws Exception {
		try (var reader = new BufferedReader(new InputStreamReader(PropagatorTest.class.getResourceAsStream("scalar_field.csv"), StandardCharsets.UTF_8))) {
			return reader.lines().filter(line -> line.startsWith("prop") || line.startsWith("cut")).map(line -> line.split(",")).toList();
		}
	}

	static Stream<String[]> rows() throws Exception {
		return oracle().stream();
	}

	@ParameterizedTest
	@MethodSource("rows")
	void propagatorsAreThoseComputedIndependently(String id, String d, String mass, String cutoff, String r, String meaning, String value) {
		int dimension = Integer.parseInt(d);
		double m = Double.parseDouble(mass), x = Double.parseDouble(r), expected = Double.parseDouble(value);
		if (cutoff.equals("inf")) {
			assertEquals(expected, Propagator.free(dimension, m, x), 1e-13 * expected, id);
			return;
		}
		var propagator = new Propagator(dimension, m, Double.parseDouble(cutoff));
		assertEquals(expected, propagator.value(x, 1), 1e-13 * propagator.value(0, 1), id);
	}

	/** One dimension, r = 0: atan(Λ/m)/(πm); the volume of the ball; and the slope in m², dG_k/dm² = -k G_{k+1}. */
	@ParameterizedTest
	@CsvSource({ "1, 2", "2, 3.141592653589793", "3, 4.1887902047863905", "4, 4.934802200544679" })
	void limitsAreKnown(int d, double ball) {
		double m = 1.3, cutoff = 20;
		var propagator = new Propagator(d, m, cutoff);
		assertEquals(ball * StrictMath.pow(cutoff / (2 * Math.PI), d), propagator.value(0, 0), 1e-12 * propagator.value(0, 0));
		if (d == 1) assertEquals(StrictMath.atan(cutoff / m) / (Math.PI * m), propagator.value(0, 1), 1e-15);
		double h = 1e-4, squared = m * m;
		for (int k = 1; k <= 3; k++) {
			double slope = (new Propagator(d, Math.sqrt(squared + h), cutoff).value(0.7, k) - new Propagator(d, Math.sqrt(squared - h), cutoff).value(0.7, k)) / (2 * h);
			assertEquals(-k * propagator.value(0.7, k + 1), slope, 1e-7 * propagator.value(0, k));
		}
	}

	/** Far away, where the integrand oscillates many times, two dimensions against one integral of the one-dimensional form over the other momentum. */
	@Test
	void oscillationsAreResolved() {
		double cutoff = 30, r = 40;
		int n = 200_000;
		double sum = 0; // p_1 = Λ sin t: ∫ dp_1/(2π) cos(p_1 r) (1/π) ∫_0^{√(Λ²-p_1²)} dp_2/(p_1²+p_2²+1)
		for (int i = 0; i < n; i++) {
			double t = Math.PI / 2 * (i + 0.5) / n, p = cutoff * StrictMath.sin(t), edge = cutoff * StrictMath.cos(t), root = Math.sqrt(p * p + 1);
			sum += 2 * StrictMath.cos(p * r) * StrictMath.atan(edge / root) / root * edge;
		}
		sum *= Math.PI / 2 / n / (2 * Math.PI * Math.PI);
		assertEquals(sum, new Propagator(2, 1, cutoff).value(r, 1), 1e-9);
	}

	@Test
	void refusesWhatHasNoMeaning() {
		assertThrows(IllegalArgumentException.class, () -> new Propagator(5, 1, 10));
		assertThrows(IllegalArgumentException.class, () -> new Propagator(1, 0, 10));
		assertThrows(IllegalArgumentException.class, () -> new Propagator(1, 1, Double.POSITIVE_INFINITY));
	}
}
