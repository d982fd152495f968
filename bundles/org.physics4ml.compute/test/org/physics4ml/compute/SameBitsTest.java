package org.physics4ml.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

import org.junit.jupiter.api.Test;
import org.physics4ml.compute.gaussian.ActivationKernels;
import org.physics4ml.compute.internal.Simd;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.linalg.ScalarProducts;
import org.physics4ml.compute.math.Elementary;
import org.physics4ml.compute.random.RandomStream;

/** A JVM without the Vector API, one told not to use it and one that only interprets compute what this one computes. */
class SameBitsTest {

	@Test
	void withAndWithoutTheVectorApi() throws Exception {
		assertTrue(Simd.AVAILABLE, "the tests run with --add-modules jdk.incubator.vector");
		assertEquals("false " + digest(), child(List.of()));
		assertEquals("false " + digest(), child(List.of("--add-modules=jdk.incubator.vector", "-D" + Simd.PROPERTY + "=false")));
		assertEquals("true " + digest(), child(List.of("--add-modules=jdk.incubator.vector", "-Xint")));
	}

	private static String child(List<String> options) throws Exception {
		var command = new ArrayList<String>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), SameBitsTest.class.getName()));
		var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
		assertEquals(0, process.waitFor());
		return out;
	}

	public static void main(String[] arguments) {
		System.out.println(Simd.AVAILABLE + " " + digest());
	}

	private static String digest() {
		Simd.begin();
		var crc = new CRC32();
		int n = 3001;
		var z = new double[n];
		var y = new double[n];
		RandomStream.uniforms(5, 6, 7, 3, z, 0, n);
		add(crc, z);
		RandomStream.normals(5, 6, 7, 3, z, 0, n);
		add(crc, z);
		Elementary.exp(z, 0, y, 0, n);
		add(crc, y);
		Elementary.erf(z, 0, y, 0, n);
		add(crc, y);
		Elementary.gelu(z, 0, y, 0, n);
		add(crc, y);
		Elementary.sin(z, 0, y, 0, n);
		add(crc, y);
		Elementary.tanh(z, 0, y, 0, n);
		add(crc, y);
		Elementary.softplus(z, 0, y, 0, n);
		add(crc, y);
		RandomStream.uniforms(5, 6, 7, 4, z, 0, n);
		Elementary.atanRest(z, 0, y, 0, n);
		add(crc, y);
		for (var kernel : List.of(ActivationKernels.relu(), ActivationKernels.erf(), ActivationKernels.leakyRelu(0.1))) {
			double[] sines = new double[n], covariances = new double[n], slopes = new double[n], ones = new double[n];
			Arrays.fill(ones, 1);
			for (int i = 0; i < n; i++) covariances[i] = 2 * z[i] - 1;
			for (int i = 0; i < n; i++) sines[i] = 1 - covariances[i] * covariances[i];
			for (int layer = 0; layer < 3; layer++) { // of features that are scaled to variance 1 again
				var marginals = kernel.marginals(ones);
				kernel.map(marginals, 0, 0, marginals, 0, covariances, sines, 0, slopes, n);
				for (int i = 0; i < n; i++) covariances[i] /= marginals.images()[0];
				add(crc, covariances);
				add(crc, sines);
				add(crc, slopes);
			}
		}
		var c = new double[900];
		var right = ScalarProducts.right(30, 97, z, 5, 99);
		for (int rows : new int[] { 30, 7, 1 }) {
			right.multiply(rows, 97, z, 0, 98, c, 0);
			add(crc, c);
		}
		Blas.java().multiplyTransposed(30, 30, 97, 1.1, z, 0, 98, y, 5, 99, 0, c, 0, 30);
		add(crc, c);
		Blas.java().multiply(30, 30, 97, 1.1, z, 0, 98, y, 5, 30, 0.5, c, 0, 30);
		add(crc, c);
		return Long.toHexString(crc.getValue());
	}

	private static void add(CRC32 crc, double[] values) {
		for (double value : values) for (int shift = 0; shift < 64; shift += 8) crc.update((int) (Double.doubleToLongBits(value) >>> shift));
	}
}
