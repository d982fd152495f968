package org.physics4ml.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentFilesTest {

	static java.util.stream.LongStream seeds() {
		return java.util.stream.LongStream.range(0, 500);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void savingAndLoadingGivesTheSameExperimentAndTheSameText(long seed) throws Exception {
		var experiment = new RandomExperiments(seed).next();
		String text = ExperimentFiles.toText(experiment);
		var loaded = ExperimentFiles.load(text, "random");
		assertTrue(EcoreUtil.equals(experiment, loaded), text);
		assertEquals(text, ExperimentFiles.toText(loaded));
	}
}
