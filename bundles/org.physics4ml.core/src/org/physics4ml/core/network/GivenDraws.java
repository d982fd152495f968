package org.physics4ml.core.network;

/** Capability: draws made elsewhere, of which there are so many and no more, at points of their own: these stand in the place of the experiment's. */
public interface GivenDraws extends ExplicitSampling {

	/** The points at which the field is given. */
	Points points();

	/** Number of draws. */
	long draws();
}
