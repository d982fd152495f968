package org.physics4ml.analysis.kernels.internal;

import java.util.List;

import org.physics4ml.analysis.kernels.internal.Inference.Wanted;
import org.physics4ml.analysis.kernels.internal.Kernels.Quantities;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.InfiniteWidth.Method;

/** Bayesian inference with networks of infinite width: the posterior of the Gaussian process with the NNGP kernel given the data (PHYSICS 19). */
public final class GpInference implements Analysis<Sums> {

	private static final String FIT = "fit", GRADIENT = "gradient", COVARIANCE = "covariance", LEAVE_ONE_OUT = "leaveOneOut", SAMPLES = "samples";
	/** What a row of a table and of the documents takes, about. */
	private static final double ROW_BYTES = 500;

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) throws UnsuitableException {
		Joint joint = Joint.of(cell);
		var evidence = new Evidence(cell, joint.data(), parameters.real(Evidence.NOISE));
		var wanted = new Wanted(parameters.list(FIT).stream().map(Object::toString).toList(), parameters.flag(GRADIENT), parameters.flag(COVARIANCE), parameters.flag(LEAVE_ONE_OUT),
				(int) parameters.integer(SAMPLES));
		for (int v = 0; v < evidence.names().size(); v++) {
			String name = evidence.names().get(v), family = name.replaceFirst("\\[.*", "");
			if (wanted.fit().contains(family) && !(evidence.start()[v] > 0))
				throw new UnsuitableException(family.equals(Evidence.NOISE) ? Evidence.NOISE : "prior." + family, "a fit of " + name + " cannot start from 0, as logarithms are fitted",
						"give a positive value to start from, or leave it out of " + FIT);
		}
		double m = joint.tests();
		if (wanted.covariance())
			Limits.requireMemory(joint.tests(), m * m / 2 * ROW_BYTES, "use fewer points, or " + COVARIANCE + "=false");
		var blocks = Limits.of(cell).blocks(joint.points(), joint.points(), Method.AUTO, false, false);
		Limits.requireExistence(blocks, joint.points(), false);
		if (Theory.isQuick(KernelComputation.work(blocks, joint.data().points()), joint.size()))
			evidence.at(evidence.start(), Steps.NONE); // what is singular is refused before the run
		return new Theory<>(blocks, joint.points(), joint.whole(wanted.covariances()), Quantities.NNGP, (kernels, steps) -> Inference.of(cell, joint, evidence, wanted, kernels, steps), wanted.work(joint, evidence, blocks), joint.bytes(),
				"posterior by Cholesky factorisation" + (wanted.fit().isEmpty() ? "" : ", variances by maximum marginal likelihood") + ": " + joint.plan());
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		return new InferenceFindings(results).findings();
	}
}
