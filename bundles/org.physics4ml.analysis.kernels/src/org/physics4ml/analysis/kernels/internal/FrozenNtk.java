package org.physics4ml.analysis.kernels.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.physics4ml.analysis.kernels.internal.Objective.Kind;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.InfiniteWidth.Tangent;

/** Training of networks of infinite width: the tangent kernel stays frozen, and on a squared loss the ensemble Gaussian (PHYSICS 7.3, 7.4). */
public final class FrozenNtk implements Analysis<Sums> {

	private static final String TIMES = "times", COVARIANCE = "covariance", INITIALISATIONS = "initialisations";
	/** What a row of a table and of the documents takes, about. */
	private static final double ROW_BYTES = 500;

	/**
	 * @param finite      one snapshot a finite time, in the order given
	 * @param infinite    after training; null where the functions have no end
	 * @param dynamics    with the eigenvalues of Θ_DD
	 * @param closedForm  whether the kernels are closed forms
	 * @param convergent  whether Θ is a limit
	 */
	record Training(List<Snapshot> finite, Snapshot infinite, FrozenDynamics dynamics, boolean closedForm, boolean convergent) {
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
		boolean cheap = Theory.isCheap(blocks, joint.points());
		var computation = KernelComputation.held(blocks, joint.points(), true, joint.work(), joint.bytes(), !cheap);
		Kernels known = cheap ? Kernels.of(limit, joint, dynamics, computation) : null; // what is singular is refused before the run
		String how = objective.isSquared() ? "by eigenvectors of the tangent kernel" : "of " + samples + " initialisations, integrated in the space of functions";
		return new Theory<>(() -> {
			Kernels kernels = known == null ? Kernels.of(limit, joint, dynamics, computation) : known;
			FrozenDynamics frozen = kernels.dynamics;
			List<Snapshot> finite = objective.isSquared() ? Arrays.stream(times).mapToObj(time -> squared(frozen, time, covariance)).toList()
					: new SampledDynamics(joint, kernels.tangent.nngp().values(), kernels.tangent.values(), objective, dynamics, samples, frozen.eigenvalues()[joint.size() - 1], cell.key()).at(times);
			Snapshot infinite = objective.kind() == Kind.CROSS_ENTROPY ? null : squared(frozen, Double.POSITIVE_INFINITY, covariance);
			return new Training(finite, infinite, frozen, kernels.tangent.nngp().closedForm(), kernels.tangent.convergent());
		}, computation, parameters.text(Dynamics.RULE) + " " + how + ": " + joint.plan());
	}

	private record Kernels(Tangent tangent, FrozenDynamics dynamics) {

		static Kernels of(InfiniteWidth limit, Joint joint, Dynamics dynamics, KernelComputation computed) throws UnsuitableException {
			Tangent tangent = computed.packed().isPresent() ? computed.packed().get() : limit.tangent(joint.points(), Method.AUTO, false);
			Limits.requireFinite(tangent.nngp().values());
			Limits.requireFinite(tangent.values());
			return new Kernels(tangent, new FrozenDynamics(joint, tangent.nngp().values(), tangent.values(), dynamics));
		}
	}

	/** Huber's loss ends where the squared one does: in the span of Θ one function alone fits the data. */
	private static Snapshot squared(FrozenDynamics frozen, double time, boolean covariance) {
		return Snapshot.exact(frozen.at(time), covariance ? frozen.covariance(time) : null, frozen.loss(time));
	}

	private static double[] times(Parameters parameters) {
		return parameters.reals(TIMES);
	}

	@Override
	public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
		var findings = new TrainingFindings(results, times(parameters));
		return findings.findings(new ArrayList<>(results.stream().map(result -> result.measurement().explanation()).distinct().toList()));
	}
}
