package org.physics4ml.networks.internal.layer;

import java.util.Optional;

import org.physics4ml.compute.gaussian.ActivationKernel;
import org.physics4ml.compute.gaussian.ActivationKernels;
import org.physics4ml.compute.gaussian.HermiteKernel;
import org.physics4ml.compute.gaussian.QuadratureKernel;
import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.Nonlinearity;

/**
 * An activation applied to every feature, h_i = σ(z_i).
 *
 * @param inputs number of features
 * @param name   what the user calls σ, for messages
 */
public record Pointwise(int inputs, Nonlinearity function, String name) implements Layer {

	@Override
	public int outputs() {
		return inputs;
	}

	@Override
	public boolean isPointwise() {
		return true;
	}

	@Override
	public boolean isOdd() {
		return function.parity() == Nonlinearity.Parity.ODD;
	}

	@Override
	public boolean isDifferentiable() {
		return function.derivative().isPresent();
	}

	/** Empty for steps, which have no derivative. */
	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		return function.derivative().map(derivative -> (_, input, outGradient, inGradient, _, _, _) -> {
			if (inGradient == null) return;
			derivative.apply(input, 0, inGradient, 0, points * inputs);
			for (int i = 0; i < points * inputs; i++) inGradient[i] *= outGradient[i];
		});
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		return new ForwardMap() {
			private double[] features;

			@Override
			public void input(double[] entering) {
				features = entering;
			}

			@Override
			public void apply(long draw, double[] out) {
				function.apply(features, 0, out, 0, points * inputs);
			}
		};
	}

	@Override
	public Optional<ForwardMap> conditional(int points, long key, Blas blas) {
		return Optional.of(explicit(points, key, blas));
	}

	/** Whether σ(z) = z, by its kernel E σ(u)σ(v) = E u v: no moments but the second are needed then. */
	public static boolean isLinear(Nonlinearity function) {
		return function.kernel().equals(Optional.of(ActivationKernels.identity())) && function.value(1) == 1;
	}

	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) throws UnsuitableException {
		if (!entering.gaussian() && !isLinear(function))
			throw new UnsuitableException(entering.obstacle(), "what enters " + name + " is not Gaussian, however wide the network: " + (entering.obstacle().startsWith(Dense.PRIOR)
					? "this group is not, and a preactivation sums it over the few features of a point, or has it as its bias" : "the coordinates of points, and what comes from flatten, dropout, a concatenation, a product or another activation, are not"),
					entering.obstacle().startsWith(Dense.PRIOR) ? "set " + entering.obstacle() + "=gaussian, or use an analysis that samples networks, e.g. correlators" : "put a layer with weights, e.g. dense or conv, before each activation");
		if (entering.tangent() && function.derivative().isEmpty())
			throw new UnsuitableException("architecture.activation", "the tangent kernel does not exist for " + name + ": it jumps, and has no derivative to move parameters by",
					"use a continuous activation such as erf or relu, or the analysis nngp, which needs no derivative");
		var kernel = function.kernel();
		var method = entering.method();
		if (method == Method.CLOSED_FORM && kernel.isEmpty())
			throw new UnsuitableException("architecture.activation", "no closed form is known for the kernel of " + name, "use the method auto or quadrature");
		if (method != Method.QUADRATURE && kernel.isPresent()) return kernels(kernel.get(), entering.mapped(true));
		var slope = entering.tangent() ? function.derivative().orElse(null) : null;
		boolean expands = function.derivative().isPresent() && HermiteKernel.isKnown(function, function.derivative().get());
		return kernels(expands ? HermiteKernel.of(function, function.derivative().get()) : new QuadratureKernel(function, slope), entering.mapped(false));
	}

	private Kernels kernels(ActivationKernel kernel, KernelForm leaving) {
		return new Kernels(kernel, function.regularity().largestVariance(), name, leaving);
	}
}
