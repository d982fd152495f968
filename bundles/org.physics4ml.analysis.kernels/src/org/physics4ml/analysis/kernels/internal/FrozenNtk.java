package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.physics4ml.analysis.kernels.internal.Dynamics.Rule;
import org.physics4ml.analysis.kernels.internal.Kernels.Quantities;
import org.physics4ml.analysis.kernels.internal.Objective.Kind;
import org.physics4ml.compute.linalg.SymmetricEigen;
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

/** Training of networks of infinite width: the tangent kernel stays frozen, and on a squared loss the ensemble Gaussian (PHYSICS 7.3, 7.4). */
public final class FrozenNtk implements Analysis<Sums> {

	private static final String TIMES = "times", COVARIANCE = "covariance", INITIALISATIONS = "initialisations";
	/** What a row of a table and of the documents takes, about. */
	private static final double ROW_BYTES = 500;

	/**
	 * @param finite      one snapshot a finite time, in the order given
	 * @param infinite    after training; null where the functions have no end
	 * @param dynamics    with the eigenvalues of Θ_DD
	 * @param singular    what there is to say of a null space of Θ_DD; empty text if it has none
	 * @param origin      how kernels were computed
	 * @param convergent  whether Θ is a limit
	 */
	record Training(List<Snapshot> finite, Snapshot infinite, FrozenDynamics dynamics, String singular, String origin, boolean convergent) {
	}

	@Override
	public Measurement<Sums> prepare(Parameters parameters, Cell cell) throws UnsuitableException {
		var limit = Limits.of(cell);
		Joint joint = Joint.of(cell);
		double[] times = times(parameters);
		var objective = Objective.of(parameters);
		var dynamics = Dynamics.of(parameters, times, objective.curvature(joint.outputs()));
		objective.targets(joint.data());
		double m = joint.tests();
		int samples = (int) parameters.integer(INITIALISATIONS);
		boolean covariance = parameters.flag(COVARIANCE);
		if (covariance)
			Limits.requireMemory(joint.tests(), m * m / 2 * ROW_BYTES * (times.length + 1), "use fewer points or times, or " + COVARIANCE + "=false");
		if (covariance && !objective.isSquared())
			throw new UnsuitableException(COVARIANCE, "is known for the squared loss alone: other losses leave an ensemble that is not Gaussian", "set it to false, or loss=squared");
		if (!objective.isSquared())
			Limits.requireMemory(joint.size(), SampledDynamics.bytes(samples, joint.outputs(), joint.size()), "use fewer " + INITIALISATIONS + " or data");
		var blocks = limit.blocks(joint.points(), joint.points(), Method.AUTO, true, false); // whether it exists
		Limits.requireExistence(blocks, joint.points(), true);
		if (dynamics.rule() != Rule.FLOW && Theory.isQuick(KernelComputation.work(blocks, joint.data().points()), joint.size())) { // what diverges is refused before the run
			double[] theta = Kernels.of(blocks, joint.data().points().distinctCount(), Quantities.BOTH, Steps.NONE).tangent(), all = Joint.square(theta, joint.data().points(), joint.size());
			dynamics.requireConvergence(SymmetricEigen.values(joint.size(), all)[joint.size() - 1], joint.size());
		}
		String how = objective.isSquared() ? "by eigenvectors of the tangent kernel" : "of " + samples + " initialisations, integrated in the space of functions";
		double integration = objective.isSquared() ? 0 : SampledDynamics.work(joint, dynamics, samples, Arrays.stream(times).max().orElse(0)), n = joint.size(), basis = joint.work() + n * n * n, work = basis + integration; // eigenvectors take as long again
		return new Theory<>(blocks, joint.points(), joint.whole(covariance || !objective.isSquared()), Quantities.BOTH, (kernels, steps) -> {
			double share = basis / work;
			var frozen = new FrozenDynamics(joint, kernels.nngp(), kernels.tangent(), Math.max(Spectrum.tolerance(joint.size(), kernels.closedForm()), kernels.error()), dynamics, steps.of(0, share));
			List<Snapshot> finite = new ArrayList<>();
			if (objective.isSquared())
				for (double time : times) {
					steps.at(1, "time " + time);
					finite.add(squared(frozen, time, covariance));
				}
			else
				finite = new SampledDynamics(joint, kernels.nngp(), kernels.tangent(), objective, dynamics, samples, frozen.eigenvalues()[joint.size() - 1], cell.key(), steps.of(share, 1)).at(times);
			boolean ends = objective.isSquared() || objective.kind() == Kind.HUBER && frozen.isFitted();
			String singular = frozen.rank() == joint.size() ? "" : singular(joint, kernels.tangent(), frozen);
			return new Training(finite, ends ? squared(frozen, Double.POSITIVE_INFINITY, covariance) : null, frozen, singular, kernels.origin(), kernels.of().convergent());
		}, work, joint.bytes(), parameters.text(Dynamics.RULE) + " " + how + ": " + joint.plan());
	}

	/** What a reader has to know of a kernel with a null space. */
	private static String singular(Joint joint, double[] tangent, FrozenDynamics frozen) {
		int n = joint.size();
		return "is singular, of rank " + frozen.rank() + " of " + n + " (eigenvalues up to " + Limits.rounded(frozen.tolerance()) + " of the largest count as 0), as " + Singular.of(joint.points(), n, tangent, frozen.rank(), null, 0).reason()
				+ ": " + (n - frozen.rank() == 1 ? "a combination of the functions at the data stays as it was" : n - frozen.rank() + " combinations of the functions at the data stay as they were") + " initialised, at any time, and training ends with the pseudo-inverse of the kernel; "
				+ Limits.rounded(frozen.unlearned()) + " of the squared targets lies in this null space and is not learned";
	}

	/** Huber's loss ends where the squared one does if the data are fitted: in the span of Θ one function alone does that. */
	private static Snapshot squared(FrozenDynamics frozen, double time, boolean covariance) {
		return Snapshot.exact(frozen.at(time), covariance ? frozen.covariance(time) : null, frozen.loss(time));
	}

	private static double[] times(Parameters parameters) {
		return parameters.reals(TIMES);
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		var findings = new TrainingFindings(results, times(parameters), Objective.of(parameters).kind() == Kind.CROSS_ENTROPY);
		return findings.findings(new ArrayList<>(results.stream().map(result -> result.measurement().explanation()).distinct().toList()));
	}
}
