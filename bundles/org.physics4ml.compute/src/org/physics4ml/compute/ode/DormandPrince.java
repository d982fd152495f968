package org.physics4ml.compute.ode;

/**
 * Integrates y' = f(t, y) by the explicit Runge-Kutta pair of orders 5 and 4 of Dormand and Prince (doi:10.1016/0771-050X(80)90013-3) with steps chosen so that the
 * difference of the two, of every component, is at most absolute + relative |y|. The global error is of the size of these tolerances times the time over which errors
 * grow; stiff problems take steps of 3.3 over the fastest rate. Six evaluations a step. Deterministic: the same bits on any CPU if f gives them. For one thread.
 */
public final class DormandPrince {

	/** The right-hand side. */
	public interface Field {

		/** Writes f(t, y) to {@code slope}. */
		void at(double t, double[] y, double[] slope);
	}

	private static final double[] C = { 0, 0.2, 0.3, 0.8, 8.0 / 9, 1, 1 };
	private static final double[][] A = { {}, { 0.2 }, { 3.0 / 40, 9.0 / 40 }, { 44.0 / 45, -56.0 / 15, 32.0 / 9 },
			{ 19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729 }, { 9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656 },
			{ 35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84 } };
	/** Weights of order 5 minus those of order 4. */
	private static final double[] E = { 71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40 };
	private static final int STAGES = 7;
	private static final double SAFETY = 0.9, SHRINK = 0.2, GROW = 5;

	private final Field field;
	private final double relative;
	private final double absolute;
	private final long mostSteps;
	private final double[][] slopes;
	private final double[] trial;
	private double step;
	private long steps;
	private boolean known;

	/**
	 * @param size      number of components
	 * @param firstStep guess of the first step; a wrong one costs a few rejected steps
	 * @param mostSteps after which {@link #integrate} gives up
	 */
	public DormandPrince(Field field, int size, double relative, double absolute, double firstStep, long mostSteps) {
		this.field = field;
		this.relative = relative;
		this.absolute = absolute;
		this.mostSteps = mostSteps;
		slopes = new double[STAGES][size];
		trial = new double[size];
		step = firstStep;
	}

	/** Number of steps tried so far, all calls together. */
	public long steps() {
		return steps;
	}

	/**
	 * Takes y from t to end ≥ t. Later calls continue: they begin where, and with the y that, the last one ended.
	 *
	 * @throws ArithmeticException if too many steps are needed, or the slope is not finite
	 */
	public void integrate(double t, double end, double[] y) {
		while (t < end) {
			if (++steps > mostSteps) throw new ArithmeticException("more than " + mostSteps + " steps until " + t);
			boolean last = t + step >= end;
			double h = last ? end - t : step;
			if (!known) field.at(t, y, slopes[0]);
			known = true;
			for (int s = 1; s < STAGES; s++) {
				combine(y, h, A[s], s);
				field.at(t + C[s] * h, trial, slopes[s]);
			}
			double worst = 0; // slope and weights of the last stage are those of the step: trial is the new y
			for (int i = 0; i < y.length; i++) {
				double error = 0;
				for (int s = 0; s < STAGES; s++) error = Math.fma(E[s], slopes[s][i], error);
				double ratio = Math.abs(h * error) / (absolute + relative * Math.max(Math.abs(y[i]), Math.abs(trial[i])));
				if (!(ratio <= worst)) worst = ratio;
			}
			if (!(worst <= Double.MAX_VALUE)) throw new ArithmeticException("the slope at " + t + " is not finite");
			double factor = worst == 0 ? GROW : Math.clamp(SAFETY * StrictMath.pow(worst, -0.2), SHRINK, GROW);
			if (worst > 1) {
				step = h * Math.min(1, factor);
				continue;
			}
			System.arraycopy(trial, 0, y, 0, y.length);
			double[] first = slopes[0];
			slopes[0] = slopes[STAGES - 1];
			slopes[STAGES - 1] = first;
			t = last ? end : t + h;
			if (!last || h * factor > step) step = h * factor;
		}
	}

	private void combine(double[] y, double h, double[] weights, int count) {
		System.arraycopy(y, 0, trial, 0, y.length);
		for (int s = 0; s < count; s++) {
			double factor = h * weights[s];
			double[] slope = slopes[s];
			for (int i = 0; i < y.length; i++) trial[i] = Math.fma(factor, slope[i], trial[i]);
		}
	}
}
