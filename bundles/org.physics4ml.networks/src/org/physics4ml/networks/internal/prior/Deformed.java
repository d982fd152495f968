package org.physics4ml.networks.internal.prior;

import java.util.Arrays;
import java.util.OptionalDouble;

import org.physics4ml.compute.formula.Formula;
import org.physics4ml.compute.formula.Formula.Parity;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.compute.statistics.Chains;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Prior;

/**
 * Gaussian parameters deformed by a function of all of them, P(w) ∝ exp(-|w|²/(2σ²) - α Q(w)) (PHYSICS 4 (c)). Each draw is the end of a Markov chain of its own, begun with a draw of the Gaussian: T steps of
 * the preconditioned Crank-Nicolson proposal w' = √(1-β²) w + β ξ, accepted with probability min(1, e^{-α(Q(w')-Q(w))}), which the Gaussian is reversible under in any dimension (S. L. Cotter et al.,
 * Statist. Sci. 28, 424 (2013), doi:10.1214/13-STS421). Draws are so independent, addressable, and error bars what they say; what is left of the beginning dies out as e^{-T/τ}, and chains that
 * are too short for it are refused.
 */
public final class Deformed implements Prior {

	@Override
	public Law law(ParameterGroup group, double variance, Parameters parameters) {
		try {
			var formula = Formula.parse(parameters.text("formula"), "w", "N");
			return new DeformedLaw(variance, Math.sqrt(variance), group.size(), formula, null, parameters.real("alpha"), parameters.real("step"), (int) parameters.integer("steps"));
		} catch (IllegalArgumentException wrong) {
			return new DeformedLaw(variance, 0, group.size(), null, wrong.getMessage(), 0, 0, 0);
		}
	}

	/**
	 * @param variance σ²
	 * @param size     N
	 * @param problem  what is wrong with the formula, null if nothing is
	 * @param alpha    α
	 * @param step     β
	 * @param steps    T
	 */
	private record DeformedLaw(double variance, double deviation, long size, Formula formula, String problem, double alpha, double step, int steps) implements Law {

		/** More parameters than this take too long. */
		private static final int MOST = 1 << 17;
		/** Chains of the pilot run and their length in T, begun at Gaussians of twice the variance and none. */
		private static final int CHAINS = 6, LENGTHS = 4;
		/** T must be this many autocorrelation times. */
		private static final double TIMES = 10;

		@Override
		public void check() throws UnsuitableException {
			if (problem != null) throw new UnsuitableException("formula", problem, "write Q(w) of numbers, N, sum(…) over the parameters w of the group and exp log sqrt abs sin cos tanh erf, e.g. sum(w^4)/N");
			if (size > MOST)
				throw new UnsuitableException("", "a group of " + size + " parameters is too large for chains", "deform smaller groups, of at most " + MOST + " parameters, e.g. weight-out");
			if (variance == 0) return;
			int length = LENGTHS * steps;
			var values = new double[CHAINS][length];
			var chain = new Chain(this);
			int accepted = 0;
			for (int c = 0; c < CHAINS; c++) {
				chain.begin(0, c, 0, c % 2 == 0 ? Math.sqrt(2) : 0);
				for (int t = 0; t < length; t++) {
					if (chain.step()) accepted++;
					values[c][t] = chain.action;
					if (!Double.isFinite(chain.action))
						throw new UnsuitableException("formula", "α Q(w) is " + chain.action + " at a draw of the Gaussian", "use a formula that is finite everywhere and bounded from below");
				}
			}
			for (int c = 0; c < CHAINS; c++) values[c] = Arrays.copyOfRange(values[c], steps, length);
			double time = Chains.integratedTime(values), reduction = Chains.scaleReduction(values);
			String acceptance = Math.round(100.0 * accepted / CHAINS / length) + " % of the steps accepted";
			if (!(steps >= TIMES * time))
				throw new UnsuitableException("steps", "chains of " + steps + " steps are too short: their autocorrelation time is " + (time < Double.POSITIVE_INFINITY ? Math.round(10 * time) / 10.0 : "longer still") + " steps, "
						+ acceptance, "take at least " + Math.round(TIMES) + " times as many steps as that, or change step so that about a third is accepted");
			if (!(reduction < 1.1))
				throw new UnsuitableException("steps", "chains that began apart have not met: R̂ = " + Math.round(100 * reduction) / 100.0 + " for α Q, " + acceptance, "take more steps, or a weaker deformation");
		}

		/** That of the Gaussian, as its deviation: those of the deformed law are not known. All exist as those of the Gaussian do. */
		@Override
		public double standardisedMoment(int n) {
			return new Gaussian().law(null, 1, Parameters.NONE).standardisedMoment(n);
		}

		@Override
		public OptionalDouble jointMoment(int... orders) {
			return OptionalDouble.empty();
		}

		@Override
		public boolean isGaussian() {
			return false;
		}

		@Override
		public boolean isIndependent() {
			return false;
		}

		@Override
		public boolean isEven() {
			return formula != null && formula.parity() == Parity.EVEN;
		}

		/** The whole chain for each slice: O(T N) and twice N numbers of memory. */
		@Override
		public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
			if (length == 0) return;
			var chain = new Chain(this);
			chain.begin(key, draw, stream, 1);
			for (int t = 0; t < steps && variance > 0; t++) chain.step();
			System.arraycopy(chain.state, (int) firstIndex, out, offset, length);
		}
	}

	/** A chain of one draw. Proposal t has the normal deviates (t+1)N … (t+2)N-1 of the group's stream and uniform deviate 2t of stream -1-stream. For one thread. */
	private static final class Chain {

		private final DeformedLaw law;
		private final int n;
		private final double keep;
		private double[] state, proposal;
		private double action;
		private long key, draw, next;
		private int stream;
		private Deviates uniforms;

		Chain(DeformedLaw law) {
			this.law = law;
			n = (int) law.size;
			keep = Math.sqrt(1 - law.step * law.step);
			state = new double[n];
			proposal = new double[n];
		}

		/** @param spread of the beginning: 1 for the Gaussian itself */
		void begin(long key, long draw, int stream, double spread) {
			this.key = key;
			this.draw = draw;
			this.stream = stream;
			uniforms = new Deviates(key, draw, ~stream);
			RandomStream.normals(key, draw, stream, 0, state, 0, n);
			for (int j = 0; j < n; j++) state[j] *= spread * law.deviation;
			next = n;
			action = law.alpha * law.formula.value(state, n, n);
		}

		boolean step() {
			RandomStream.normals(key, draw, stream, next, proposal, 0, n);
			next += n;
			double scale = law.step * law.deviation;
			for (int j = 0; j < n; j++) proposal[j] = keep * state[j] + scale * proposal[j];
			double proposed = law.alpha * law.formula.value(proposal, n, n);
			if (!(Elementary.log(uniforms.uniform()) < action - proposed)) return false;
			var swap = state;
			state = proposal;
			proposal = swap;
			action = proposed;
			return true;
		}
	}
}
