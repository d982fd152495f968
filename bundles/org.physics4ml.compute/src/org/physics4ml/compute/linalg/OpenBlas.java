package org.physics4ml.compute.linalg;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * OpenBLAS, unpacked and loaded by JavaCPP and called through the foreign function interface, which hands over arrays without copying
 * them (doi:10.1145/2503210.2503219 for the library).
 */
final class OpenBlas implements Blas {

	private static final int ROW_MAJOR = 101, NO_TRANSPOSE = 111, TRANSPOSE = 112, LOWER = 122;

	/** Operations of one native call: it keeps the garbage collector waiting, so that it should last some ten milliseconds. */
	private static final long CALL = 1L << 28;

	private final String name;
	private final MethodHandle dgemm;
	private final MethodHandle dsyrk;

	private OpenBlas() throws Throwable {
		var library = SymbolLookup.libraryLookup(Path.of(Loader.load(openblas_nolapack.class)), Arena.global());
		var linker = Linker.nativeLinker();
		linker.downcallHandle(library.findOrThrow("openblas_set_num_threads"), FunctionDescriptor.ofVoid(JAVA_INT)).invokeExact(1);
		var text = FunctionDescriptor.of(ADDRESS.withTargetLayout(MemoryLayout.sequenceLayout(Integer.MAX_VALUE, JAVA_BYTE)));
		var config = (MemorySegment) linker.downcallHandle(library.findOrThrow("openblas_get_config"), text).invokeExact();
		// "OpenBLAS 0.3.31 options… CPU": version and kind of CPU decide the bits.
		var core = (MemorySegment) linker.downcallHandle(library.findOrThrow("openblas_get_corename"), text).invokeExact();
		var words = config.getString(0).split("\\s+");
		name = words[0] + " " + words[1] + " " + core.getString(0);
		dgemm = linker.downcallHandle(library.findOrThrow("cblas_dgemm"), FunctionDescriptor.ofVoid(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
				JAVA_DOUBLE, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT, JAVA_DOUBLE, ADDRESS, JAVA_INT), Linker.Option.critical(true));
		dsyrk = linker.downcallHandle(library.findOrThrow("cblas_dsyrk"), FunctionDescriptor.ofVoid(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT,
				JAVA_DOUBLE, ADDRESS, JAVA_INT, JAVA_DOUBLE, ADDRESS, JAVA_INT), Linker.Option.critical(true));
	}

	@Override
	public String name() {
		return name;
	}

	@Override
	public void multiplyTransposed(int m, int n, int k, double alpha, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, double beta,
			double[] c, int cOffset, int cStride) {
		Shapes.check(b, bOffset, bStride, n, k);
		product(TRANSPOSE, m, n, k, alpha, a, aOffset, aStride, b, bOffset, bStride, beta, c, cOffset, cStride);
	}

	@Override
	public void multiply(int m, int n, int k, double alpha, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride, double beta, double[] c,
			int cOffset, int cStride) {
		Shapes.check(b, bOffset, bStride, k, n);
		product(NO_TRANSPOSE, m, n, k, alpha, a, aOffset, aStride, b, bOffset, bStride, beta, c, cOffset, cStride);
	}

	private void product(int transposeB, int m, int n, int k, double alpha, double[] a, int aOffset, int aStride, double[] b, int bOffset, int bStride,
			double beta, double[] c, int cOffset, int cStride) {
		Shapes.check(a, aOffset, aStride, m, k);
		Shapes.check(c, cOffset, cStride, m, n);
		if (m == 0 || n == 0) return;
		int rows = (int) Math.clamp(CALL / Math.max(1, (long) n * k), 1, m);
		for (int i = 0; i < m; i += rows) {
			try {
				dgemm.invokeExact(ROW_MAJOR, NO_TRANSPOSE, transposeB, Math.min(rows, m - i), n, k, alpha, at(a, aOffset, i, aStride), Math.max(1, aStride),
						at(b, bOffset, 0, 0), Math.max(1, bStride), beta, at(c, cOffset, i, cStride), cStride);
			} catch (Throwable e) {
				throw new IllegalStateException("cblas_dgemm", e);
			}
		}
	}

	@Override
	public void gram(int n, int k, double alpha, double[] a, int aOffset, int aStride, double beta, double[] c, int cOffset, int cStride) {
		Shapes.check(a, aOffset, aStride, n, k);
		Shapes.check(c, cOffset, cStride, n, n);
		if (n == 0) return;
		if (n < 3 || (long) n * n * k > CALL) {
			multiplyTransposed(n, n, k, alpha, a, aOffset, aStride, a, aOffset, aStride, beta, c, cOffset, cStride);
		} else {
			try {
				dsyrk.invokeExact(ROW_MAJOR, LOWER, NO_TRANSPOSE, n, k, alpha, at(a, aOffset, 0, 0), Math.max(1, aStride), beta, at(c, cOffset, 0, 0), cStride);
			} catch (Throwable e) {
				throw new IllegalStateException("cblas_dsyrk", e);
			}
		}
		for (int i = 0; i < n; i++) for (int j = 0; j < i; j++) c[cOffset + j * cStride + i] = c[cOffset + i * cStride + j];
	}

	private static MemorySegment at(double[] x, int offset, int row, int stride) {
		return MemorySegment.ofArray(x).asSlice((offset + (long) row * stride) * Double.BYTES);
	}

	/** The attempt to load, made once. */
	static final class Loaded {

		static final Blas INSTANCE;
		static final String ABSENCE;

		static {
			Blas instance = null;
			String absence = "";
			try {
				instance = new OpenBlas();
			} catch (Throwable e) {
				absence = "OpenBLAS is not available: " + e;
			}
			INSTANCE = instance;
			ABSENCE = absence;
		}

		private Loaded() {
		}
	}
}
