package org.physics4ml.model;

import org.physics4ml.model.experiment.Experiment;

/** An ordinary experiment in its canonical text. */
final class Example {

	static final String TEXT = """
			<?xml version="1.0" encoding="UTF-8"?>
			<experiment xmlns="https://physics4ml.org/experiment/1" formatVersion="1" name="four-point-vs-width" seed="1">
				<description>Connected four-point function of a single-layer erf network against its width.</description>
				<inputs kind="points">
					<point>0.5 -1</point>
					<point>1 1e-5</point>
				</inputs>
				<architecture id="mlp">
					<parameter name="width" value="128"/>
					<parameter name="activation" value="erf"/>
				</architecture>
				<prior id="gaussian">
					<parameter name="weightVariance" value="[1, 1.5]"/>
					<parameter name="groups" value='{"weight-out": "uniform"}'/>
				</prior>
				<analysis id="correlators"/>
				<analysis id="correlators" name="naive">
					<parameter name="estimator" value="naive"/>
				</analysis>
				<sweep path="architecture.width" values="[2, 5, 10]"/>
				<sampling draws="1000000" sampler="auto"/>
			</experiment>
			""";

	private Example() {
	}

	static Experiment experiment() throws InvalidExperimentException {
		return ExperimentFiles.load(TEXT, "example");
	}
}
