package org.physics4ml.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import org.physics4ml.core.contribution.PluginSource;
import org.physics4ml.core.contribution.Registry;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.run.Plan;
import org.physics4ml.core.run.Planner;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.experiment.ExperimentFactory;

/** Plans and networks without OSGi. */
final class Networks {

	private Networks() {
	}

	/** A perceptron with weight variance 2.25 and bias variance 0.09. */
	static Ensemble mlp(String activation, int width, int depth, int dimension) {
		return mlp("gaussian", activation, width, depth, dimension);
	}

	static Ensemble mlp(String prior, String activation, int width, int depth, int dimension) {
		var builtIn = new PluginSource("org.physics4ml.networks", "0.1.0", declarations(), Networks.class.getClassLoader());
		return plan(builtIn, "inputs.points=[" + Arrays.toString(new int[dimension]) + "]", "architecture=mlp", "architecture.activation=" + activation, "architecture.width=" + width,
				"architecture.depth=" + depth, "prior=" + prior, "prior.weightVariance=2.25", "prior.biasVariance=0.09").cells().getFirst().cell().ensemble();
	}

	static Plan plan(PluginSource source, String... edits) {
		var experiment = ExperimentFactory.eINSTANCE.createExperiment();
		experiment.setSampling(ExperimentFactory.eINSTANCE.createSampling());
		experiment.setName("benchmark");
		try {
			for (String edit : edits) ExperimentPaths.set(experiment, edit);
			return Planner.plan(experiment, "benchmark", Registry.of(List.of(source)));
		} catch (InvalidExperimentException e) {
			throw new IllegalStateException(e);
		}
	}

	private static String declarations() {
		try {
			for (URL url : Networks.class.getClassLoader().resources("plugin.xml").toList())
				if (url.getPath().contains("org.physics4ml.networks"))
					try (var in = url.openStream()) {
						return new String(in.readAllBytes(), StandardCharsets.UTF_8);
					}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		throw new IllegalStateException("org.physics4ml.networks is not on the class path");
	}
}
