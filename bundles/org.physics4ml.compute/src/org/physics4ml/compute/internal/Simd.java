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

	/** Elements that the slices of random numbers and elementary functions do one by one at first: about half a second. */
	private static final long SCALAR = 1L << 24;

	/** What is left of them; threads that lose an update do a few more. */
	private static long scalar = SCALAR;

	private Simd() {
	}

	/**
	 * Whether a slice is worth the Vector API, which is a hundred times slower than scalar loops until the optimising compiler has had the time for it, seconds: a short run ends before that.
	 *
	 * @param n length of the slice
	 */
	public static boolean isWorth(int n) {
		if (scalar <= 0) return AVAILABLE;
		scalar -= n;
		return false;
	}

	/** Has all slices vectorised from now on, where vectors are available. */
	public static void begin() {
		scalar = 0;
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
