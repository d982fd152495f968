package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.InfiniteWidth.Tangent;

/** Training of networks of infinite width by gradient flow on the mean squared error: the tangent kernel stays frozen and the ensemble Gaussian (PHYSICS 7.3). */
public final class FrozenNtk implements Analysis<Sums> {

	static final String TIMES = "times";

	/**
	 * @param finite      one prediction a finite time, in the order given
	 * @param infinite    after training
	 * @param dynamics    with the eigenvalues of Θ_DD
	 * @param convergent  whether Θ is a limit
	 */
	record Training(List<Prediction> finite, Prediction infinite, FrozenDynamics dynamics, boolean convergent) {
	}

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) throws UnsuitableException {
		var limit = Limits.of(cell);
		Joint joint = Joint.of(cell);
		Tangent tangent = limit.tangent(joint.points(), Method.AUTO, false);
		Limits.requireFinite(tangent.nngp().values());
		Limits.requireFinite(tangent.values());
		var dynamics = new FrozenDynamics(joint, tangent.nngp().values(), tangent.values());
		List<Prediction> finite = Arrays.stream(times(parameters)).mapToObj(dynamics::at).toList();
		return new Theory<>(new Training(finite, dynamics.at(Double.POSITIVE_INFINITY), dynamics, tangent.convergent()),
				"kernels by " + (tangent.nngp().closedForm() ? "closed form" : "quadrature") + ", gradient flow by eigenvectors of the tangent kernel");
	}

	static double[] times(Parameters parameters) {
		return parameters.reals(TIMES);
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		var findings = new TrainingFindings(results, times(parameters));
		return findings.findings(new ArrayList<>(results.stream().map(result -> result.measurement().explanation()).distinct().toList()));
	}
}
