package org.physics4ml.networks.internal.prior;

import java.util.Arrays;
import java.util.Optional;
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

	private static final class DeformedLaw implements Law {

		/** More parameters than this take too long. */
		private static final int MOST = 1 << 17;
		/** Multiplications and additions of a parameter in a step of a chain, about. */
		private static final double STEP = 30;

		private final double variance, deviation, alpha, step;
		private final long size;
		private final Formula formula;
		private final String problem;
		private final int steps;
		private Pilot pilot;
		/** The chain that a thread ran last: a group is filled slice by slice. */
		private final ThreadLocal<Chain> last = ThreadLocal.withInitial(() -> new Chain(this));

		/**
		 * @param variance σ²
		 * @param size     N
		 * @param problem  what is wrong with the formula, null if nothing is
		 * @param alpha    α
		 * @param step     β
		 * @param steps    T
		 */
		DeformedLaw(double variance, double deviation, long size, Formula formula, String problem, double alpha, double step, int steps) {
			this.variance = variance;
			this.deviation = deviation;
			this.size = size;
			this.formula = formula;
			this.problem = problem;
			this.alpha = alpha;
			this.step = step;
			this.steps = steps;
		}

		@Override
		public double variance() {
			return variance;
		}

		@Override
		public void check() throws UnsuitableException {
			if (problem != null) throw new UnsuitableException("formula", problem, "write Q(w) of numbers, N, sum(…) over the parameters w of the group and exp log sqrt abs sin cos tanh erf, e.g. sum(w^4)/N");
			if (size > MOST)
				throw new UnsuitableException("", "a group of " + size + " parameters is too large for chains", "deform smaller groups, of at most " + MOST + " parameters, e.g. weight-out");
			if (variance > 0) pilot = Pilot.of(this);
		}

		@Override
		public double work() {
			return variance > 0 ? STEP * steps : 0;
		}

		@Override
		public Optional<String> sampling() {
			return Optional.ofNullable(pilot).map(known -> known.describe(steps));
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

		/** The whole chain for the first slice of a draw: O(T N), and twice N numbers of memory. */
		@Override
		public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
			if (length == 0) return;
			var chain = last.get();
			if (!chain.isOf(key, draw, stream)) {
				chain.begin(key, draw, stream, 1);
				for (int t = 0; t < steps && variance > 0; t++) chain.step();
			}
			System.arraycopy(chain.state, (int) firstIndex, out, offset, length);
		}
	}

	/**
	 * Chains of a pilot run, begun at Gaussians of twice the variance and none, which say how far those of the draws forget their beginning.
	 *
	 * @param time      τ_int of α Q in steps
	 * @param reduction R̂ of α Q
	 * @param accepted  percentage of the steps
	 * @param kept      steps of all chains that τ and R̂ are from
	 */
	private record Pilot(double time, double reduction, long accepted, int kept) {

		/** Number of chains and their length in T. */
		private static final int CHAINS = 6, LENGTHS = 4;
		/** T must be this many autocorrelation times. */
		private static final double TIMES = 10;

		static Pilot of(DeformedLaw law) throws UnsuitableException {
			int steps = law.steps, length = LENGTHS * steps;
			var values = new double[CHAINS][length];
			var chain = new Chain(law);
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
			var pilot = new Pilot(Chains.integratedTime(values), Chains.scaleReduction(values), Math.round(100.0 * accepted / CHAINS / length), CHAINS * (length - steps));
			String acceptance = pilot.accepted + " % of the steps accepted";
			if (!(steps >= TIMES * pilot.time))
				throw new UnsuitableException("steps", "chains of " + steps + " steps are too short: their autocorrelation time is " + (pilot.time < Double.POSITIVE_INFINITY ? rounded(pilot.time, 10) : "longer still") + " steps, "
						+ acceptance, "take at least " + Math.round(TIMES) + " times as many steps as that, or change step so that about a third is accepted");
			if (!(pilot.reduction < 1.1))
				throw new UnsuitableException("steps", "chains that began apart have not met: R̂ = " + rounded(pilot.reduction, 100) + " for α Q, " + acceptance, "take more steps, or a weaker deformation");
			return pilot;
		}

		String describe(int steps) {
			return "each draw is the end of a chain of its own of " + steps + " steps, " + rounded(steps / time, 10) + " autocorrelation times: draws are independent, their effective sample size is their number; pilot chains of α Q: τ_int = "
					+ rounded(time, 10) + " steps, R̂ = " + rounded(reduction, 1000) + ", effective sample size " + Math.round(kept / time) + " of " + kept + " steps, " + accepted + " % accepted";
		}

		private static String rounded(double number, double parts) {
			return Double.toString(Math.round(parts * number) / parts);
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
		private boolean begun;
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
			begun = true;
			this.key = key;
			this.draw = draw;
			this.stream = stream;
			uniforms = new Deviates(key, draw, ~stream);
			RandomStream.normals(key, draw, stream, 0, state, 0, n);
			for (int j = 0; j < n; j++) state[j] *= spread * law.deviation;
			next = n;
			action = law.alpha * law.formula.value(state, n, n);
		}

		/** Whether the state is one of this chain. */
		boolean isOf(long otherKey, long otherDraw, int otherStream) {
			return begun && key == otherKey && draw == otherDraw && stream == otherStream;
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
