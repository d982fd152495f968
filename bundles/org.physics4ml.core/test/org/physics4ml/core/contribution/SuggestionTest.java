package org.physics4ml.core.contribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

	@ParameterizedTest
	@CsvSource({"relu, relu, 0", "relu, rleu, 1", "relu, reluu, 1", "relu, elu, 1", "relu, gelu, 1", "erf, sin, 3", "'', abc, 3", "ca, abc, 3", "ReLU, relu, 0", "kitten, sitting, 3"})
	void distance(String left, String right, int expected) {
		assertEquals(expected, Suggestion.distance(left, right));
		assertEquals(expected, Suggestion.distance(right, left));
	}

	@Test
	void suggestsOnlyWhatIsNear() {
		var installed = List.of("abs", "erf", "gelu", "relu");
		assertEquals(Optional.of("relu"), Suggestion.nearest("rleu", installed));
		assertEquals(Optional.of("gelu"), Suggestion.nearest("elu", installed));
		assertEquals(Optional.empty(), Suggestion.nearest("softplus", installed));
		assertEquals(Optional.empty(), Suggestion.nearest("x", List.of()));
	}
}
