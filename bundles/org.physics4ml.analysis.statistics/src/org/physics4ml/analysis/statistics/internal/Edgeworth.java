package org.physics4ml.analysis.statistics.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.physics4ml.compute.linalg.SymmetricEigen;
import org.physics4ml.compute.statistics.Multisets;

/**
 * The density of k fields with the connected four-point function as vertex, to first order (arXiv:2307.03223; PHYSICS 10):
 *
 * <pre>
 *   P(φ) = N(φ; 0, K) [1 + (1/4!) Σ Gc4_abcd H_abcd(K^{-1} φ)],   H = φ̃⁴ - 6 terms K^{-1} φ̃φ̃ + 3 terms K^{-1}K^{-1}.
 * </pre>
 *
 * In whitened coordinates φ = L ξ, K = L Lᵀ, H is a product of Hermite polynomials He_n(ξ_i). Along a direction u the bracket is 1 + c_0 - c_2 ρ² + c_4 ρ⁴. Immutable, thread-safe.
 */
final class Edgeworth {

	/** Nodes in each direction: exact for the product of the bracket with moments to order eleven. */
	private static final int NODES = 8;

	private final int k;
	private final double[][] lower;
	/** Whitened vertex, symmetric, all k⁴ entries. */
	private final double[] vertex;
	private final double[] nodes = new double[NODES], weights = new double[NODES];

	/** Gc4 at four of the k points. */
	@FunctionalInterface
	interface Vertex {
		double of(int a, int b, int c, int d);
	}

	/**
	 * @param kernel K, k × k, positive definite
	 * @throws ArithmeticException if it is not
	 */
	Edgeworth(double[][] kernel, Vertex connected) {
		k = kernel.length;
		lower = new double[k][k];
		for (int i = 0; i < k; i++)
			for (int j = 0; j <= i; j++) {
				double sum = kernel[i][j];
				for (int s = 0; s < j; s++)
					sum -= lower[i][s] * lower[j][s];
				if (i == j && !(sum > 0))
					throw new ArithmeticException("the kernel is singular");
				lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
			}
		double[][] inverse = new double[k][k];
		for (int column = 0; column < k; column++)
			for (int i = column; i < k; i++) {
				double sum = i == column ? 1 : 0;
				for (int s = column; s < i; s++)
					sum -= lower[i][s] * inverse[s][column];
				inverse[i][column] = sum / lower[i][i];
			}
		double[] tensor = new double[k * k * k * k];
		int[] sorted = new int[4];
		for (int i = 0; i < tensor.length; i++) {
			for (int a = 3, rest = i; a >= 0; a--, rest /= k)
				sorted[a] = rest % k;
			Arrays.sort(sorted);
			tensor[i] = connected.of(sorted[0], sorted[1], sorted[2], sorted[3]);
		}
		for (int leg = 0; leg < 4; leg++)
			tensor = onFirstLeg(tensor, inverse);
		vertex = tensor;
		double[] jacobi = new double[NODES * NODES];
		for (int i = 1; i < NODES; i++)
			jacobi[i * NODES + i - 1] = jacobi[(i - 1) * NODES + i] = Math.sqrt(i);
		var eigen = SymmetricEigen.of(NODES, jacobi);
		for (int i = 0; i < NODES; i++) {
			nodes[i] = eigen.values()[i];
			weights[i] = eigen.vectors()[i * NODES] * eigen.vectors()[i * NODES];
		}
	}

	/** Σ_a M_ia T_abcd at (b, c, d, i): four times gives back the order of the legs. */
	private double[] onFirstLeg(double[] tensor, double[][] matrix) {
		int rest = k * k * k;
		double[] result = new double[tensor.length];
		for (int i = 0; i < k; i++)
			for (int a = 0; a < k; a++)
				for (int bcd = 0; bcd < rest; bcd++)
					result[bcd * k + i] += matrix[i][a] * tensor[a * rest + bcd];
		return result;
	}

	private double at(int i, int j, int m, int n) {
		return vertex[((i * k + j) * k + m) * k + n];
	}

	/** c_0, c_2, c_4 of the bracket 1 + c_0 - c_2 ρ² + c_4 ρ⁴ along a direction of unit length in whitened coordinates. */
	double[] along(double[] u) {
		double c0 = 0, c2 = 0, c4 = 0;
		for (int i = 0; i < k; i++)
			for (int j = 0; j < k; j++) {
				c0 += 3 * at(i, i, j, j);
				double trace = 0, fourth = 0;
				for (int m = 0; m < k; m++) {
					trace += at(m, m, i, j);
					for (int n = 0; n < k; n++)
						fourth += at(i, j, m, n) * u[m] * u[n];
				}
				c2 += 6 * trace * u[i] * u[j];
				c4 += fourth * u[i] * u[j];
			}
		return new double[] { c0 / 24, c2 / 24, c4 / 24 };
	}

	/** The bracket at whitened coordinates. */
	double factor(double[] xi) {
		double square = 0;
		for (double x : xi)
			square += x * x;
		if (square == 0) {
			double[] any = new double[k];
			any[0] = 1;
			return 1 + along(any)[0];
		}
		double[] u = xi.clone();
		for (int i = 0; i < k; i++)
			u[i] /= Math.sqrt(square);
		double[] c = along(u);
		return 1 + c[0] - c[1] * square + c[2] * square * square;
	}

	/** The smallest ρ = √(φᵀ K^{-1} φ) at which the density is negative along a direction, +∞ if it never is. */
	double negativeRadius(double[] u) {
		double[] c = along(u);
		double constant = 1 + c[0], linear = -c[1], square = c[2];
		if (constant < 0)
			return 0;
		if (square == 0)
			return linear < 0 ? Math.sqrt(-constant / linear) : Double.POSITIVE_INFINITY;
		double discriminant = linear * linear - 4 * square * constant;
		if (discriminant <= 0)
			return Double.POSITIVE_INFINITY; // of one sign, that at 0
		double q = -0.5 * (linear + Math.copySign(Math.sqrt(discriminant), linear)), first = q / square, second = constant / q;
		double low = Math.min(first, second), high = Math.max(first, second), root = low > 0 ? low : high;
		return root > 0 ? Math.sqrt(root) : Double.POSITIVE_INFINITY;
	}

	/** φ of whitened coordinates. */
	double[] field(double[] xi) {
		double[] phi = new double[k];
		for (int i = 0; i < k; i++)
			for (int s = 0; s <= i; s++)
				phi[i] += lower[i][s] * xi[s];
		return phi;
	}

	/** ξ of fields in a direction, of unit length. */
	double[] direction(double[] phi) {
		double[] u = new double[k];
		double square = 0;
		for (int i = 0; i < k; i++) {
			double sum = phi[i];
			for (int s = 0; s < i; s++)
				sum -= lower[i][s] * u[s];
			u[i] = sum / lower[i][i];
			square += u[i] * u[i];
		}
		for (int i = 0; i < k; i++)
			u[i] /= Math.sqrt(square);
		return u;
	}

	/** Moments of the truncated density at all multisets of the orders given, by Gauss-Hermite quadrature over the fields, which is exact for them. */
	double[] moments(List<int[]> multisets) {
		double[] sums = new double[multisets.size()], xi = new double[k];
		int[] index = new int[k];
		int count = 1;
		for (int i = 0; i < k; i++)
			count *= NODES;
		for (int point = 0; point < count; point++) {
			double weight = 1;
			for (int i = 0, rest = point; i < k; i++, rest /= NODES) {
				index[i] = rest % NODES;
				xi[i] = nodes[index[i]];
				weight *= weights[index[i]];
			}
			weight *= factor(xi);
			double[] phi = field(xi);
			for (int m = 0; m < sums.length; m++) {
				double product = weight;
				for (int i : multisets.get(m))
					product *= phi[i];
				sums[m] += product;
			}
		}
		return sums;
	}

	/** Directions that cover the half sphere, in whitened coordinates: the bracket is even. */
	List<double[]> directions() {
		int n = new int[] { 0, 1, 720, 180, 60 }[k];
		List<double[]> all = new ArrayList<>();
		angles(n, new double[Math.max(0, k - 1)], 0, all);
		return all;
	}

	private void angles(int n, double[] angles, int at, List<double[]> all) {
		if (at == angles.length) {
			double[] u = new double[k];
			double rest = 1;
			for (int i = 0; i < k - 1; i++) {
				u[i] = rest * StrictMath.cos(angles[i]);
				rest *= StrictMath.sin(angles[i]);
			}
			u[k - 1] = rest;
			all.add(u);
			return;
		}
		for (int i = 0; i < n; i++) {
			angles[at] = StrictMath.PI * i / n;
			angles(n, angles, at + 1, all);
		}
	}

	/** All multisets of two, four and six of k points. */
	static List<int[]> evenMultisets(int k) {
		var multisets = new Multisets(k, 6);
		List<int[]> all = new ArrayList<>();
		for (int rank = 0; rank < multisets.size(); rank++)
			if (multisets.get(rank).length % 2 == 0)
				all.add(multisets.get(rank));
		return all;
	}
}
