package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Figure;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Scalar;
import org.physics4ml.core.network.InfiniteWidth.Kernel;
import org.physics4ml.core.network.InfiniteWidth.Method;

/** Bayesian inference with networks of infinite width: the posterior of the Gaussian process with the NNGP kernel given the data (PHYSICS 19). */
public final class GpInference implements Analysis<Sums> {

	static final String NOISE_VARIANCE = "noiseVariance";
	private static final String EVIDENCE = "logMarginalLikelihood";
	private static final String CONDITION = "conditionNumber";

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) throws UnsuitableException {
		var limit = Limits.of(cell);
		Joint joint = Joint.of(cell);
		Kernel kernel = limit.nngp(joint.points(), Method.AUTO);
		Limits.requireFinite(kernel.values());
		return new Theory<>(Posterior.of(joint, kernel.values(), parameters.real(NOISE_VARIANCE)), "kernel by " + (kernel.closedForm() ? "closed form" : "quadrature")
				+ ", posterior by Cholesky factorisation");
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		var axes = Axes.of(results);
		var curves = new Curves(results);
		var posterior = axes.table("posterior", curves.indices("i", "mean", "variance"));
		var evidence = axes.table("evidence", EVIDENCE, CONDITION);
		List<String> notices = new ArrayList<>(results.stream().map(result -> result.measurement().explanation()).distinct().toList());
		for (Result<Sums> result : results) {
			Posterior found = Theory.of(result);
			curves.add(result.cell(), found.prediction());
			for (int i = 0; i < result.cell().points().count(); i++)
				for (int output = 0; output < found.prediction().mean().length; output++)
					curves.set(Axes.row(posterior, result.cell()), i, output).set("mean", found.prediction().mean()[output][i]).set("variance", found.prediction().variance()[i]);
			Axes.row(evidence, result.cell()).set(EVIDENCE, found.logMarginalLikelihood()).set(CONDITION, found.condition());
			String warning = Limits.warning(Axes.title("the kernel of the data with noise", result.cell()), found.condition());
			if (!warning.isEmpty())
				notices.add(warning);
		}
		List<Scalar> scalars = new ArrayList<>();
		if (axes.names().isEmpty()) {
			Posterior found = Theory.of(results.getFirst());
			scalars.add(exact(EVIDENCE, found.logMarginalLikelihood()));
			scalars.add(exact(CONDITION, found.condition()));
		}
		List<Figure> figures = List.of(curves.figure("posterior", "Posterior of the network of infinite width", notices));
		return new Findings(scalars, List.of(), List.of(posterior.build(), evidence.build(), curves.functions(), curves.data()), figures, notices);
	}

	/** A number without a statistical error. */
	static Scalar exact(String name, double value) {
		return new Scalar(name, OptionalDouble.of(value), OptionalDouble.empty(), Column.DIMENSIONLESS);
	}
}
