package org.physics4ml.compute.internal;

/**
 * Whether the hot loops run on the Vector API. Results never depend on it: each vector loop does the operations of its
 * scalar twin, lane by lane.
 */
public final class Simd {

	/** System property; {@code false} keeps every loop scalar. */
	public static final String PROPERTY = "physics4ml.simd";

	/** True where the module {@code jdk.incubator.vector} is in the boot layer, unless {@link #PROPERTY} forbids it. */
	public static final boolean AVAILABLE = !"false".equals(System.getProperty(PROPERTY)) && present();

	private Simd() {
	}

	/** The class is asked for by name, so that nothing links to the module where it is absent. */
	private static boolean present() {
		try {
			Class.forName("jdk.incubator.vector.DoubleVector");
			return true;
		} catch (ClassNotFoundException | LinkageError absent) {
			return false;
		}
	}
}
