package org.physics4ml.compute.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * A loop of {@link ElementaryLanes} that the compiler takes by itself. Inlined into its caller, it could exceed what C2 inlines at all; then
 * every vector is an object and the loop twenty times slower. The compiler does not look through a method handle that is no constant.
 */
public final class Loop {

	private static final MethodType TYPE = MethodType.methodType(int.class, double[].class, int.class, double[].class, int.class, int.class);

	/** Null where vectors are not available. */
	private final MethodHandle target;

	/** The slice form of that name. */
	public Loop(String name) {
		try {
			target = Simd.AVAILABLE ? MethodHandles.lookup().findStatic(ElementaryLanes.class, name, TYPE) : null;
		} catch (ReflectiveOperationException e) {
			throw new IllegalArgumentException(name, e);
		}
	}

	/** Does the whole vectors of a slice and returns how many elements that was, 0 where vectors are not available, or not yet worth it. */
	public int run(double[] x, int i, double[] y, int j, int n) {
		return target == null || !Simd.isWorth(n) ? 0 : vectors(x, i, y, j, n);
	}

	/** The same within loops on vectors, which are available there, and worth it. */
	int vectors(double[] x, int i, double[] y, int j, int n) {
		try {
			return (int) target.invokeExact(x, i, y, j, n);
		} catch (RuntimeException | Error e) {
			throw e;
		} catch (Throwable e) {
			throw new IllegalStateException(e);
		}
	}
}
