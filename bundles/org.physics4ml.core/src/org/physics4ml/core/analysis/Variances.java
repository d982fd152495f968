package org.physics4ml.core.analysis;

import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Ensemble;

/** The networks of a cell as functions of the variances of their prior: for derivatives with respect to them, and fits. Arrays are copies. Thread-safe. */
public interface Variances {

	/** σ_w² as the experiment gives it: one value for all layers, or one a layer. */
	double[] weight();

	/** σ_b², likewise. */
	double[] bias();

	/**
	 * The same networks with other variances.
	 *
	 * @param weight as many as {@link #weight}, not negative
	 * @param bias   as many as {@link #bias}, not negative
	 * @throws UnsuitableException if the network cannot have them
	 */
	Ensemble at(double[] weight, double[] bias) throws UnsuitableException;
}
