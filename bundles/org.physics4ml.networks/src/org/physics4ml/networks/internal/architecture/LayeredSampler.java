package org.physics4ml.networks.internal.architecture;

import java.util.List;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.Points;
import org.physics4ml.networks.internal.layer.Dense;
import org.physics4ml.networks.internal.layer.Gram;

/** Passes the features of all points through the layers, draw by draw. */
final class LayeredSampler implements DrawSampler {

	private final Layer.ForwardMap[] hidden;
	private final double[][] features;
	private final Layer.ForwardMap readout;
	private final double[] neuronOutputs;
	private final int points, outputCount;
	private final Gram kernel;
	/** Of the affine layer at the same place behind the first, null elsewhere. */
	private final Gram[] kernels;
	private final Dense readoutLayer;
	private final long key;

	/** @param maps forward maps of the hidden layers */
	LayeredSampler(Points points, List<Layer> layers, List<Layer.ForwardMap> maps, Dense readoutLayer, Layer.ForwardMap readout, long key, Blas blas) {
		this.points = points.distinctCount();
		this.readout = readout;
		this.readoutLayer = readoutLayer;
		this.key = key;
		hidden = maps.toArray(Layer.ForwardMap[]::new);
		features = features(layers, this.points);
		hidden[0].input(coordinates(points));
		outputCount = readoutLayer.outputs();
		neuronOutputs = new double[this.points * outputCount];
		kernels = new Gram[hidden.length];
		for (int l = 1; l < hidden.length; l++)
			if (layers.get(l) instanceof Dense dense && dense.isGaussian()) kernels[l] = new Gram(this.points, dense.inputs(), dense.weight().variance(), dense.bias().variance(), blas);
		kernel = readoutLayer.isScaleMixture() ? new Gram(this.points, readoutLayer.inputs(), readoutLayer.weight().variance(), readoutLayer.bias().variance(), blas) : null;
	}

	/** Where each layer writes: two arrays in turn, pointwise layers in place. */
	private static double[][] features(List<Layer> layers, int points) {
		int widest = layers.stream().mapToInt(Layer::outputs).max().orElseThrow(), turn = 0;
		var arrays = new double[2][];
		var features = new double[layers.size()][];
		for (int l = 0; l < features.length; l++) {
			if (l > 0 && !layers.get(l).isPointwise()) turn = 1 - turn;
			if (arrays[turn] == null) arrays[turn] = new double[Math.multiplyExact(points, widest)];
			features[l] = arrays[turn];
		}
		return features;
	}

	private static double[] coordinates(Points points) {
		int k = points.distinctCount(), d = points.dimension();
		var coordinates = new double[k * d];
		for (int p = 0; p < k; p++) System.arraycopy(points.distinct(p), 0, coordinates, p * d, d);
		return coordinates;
	}

	@Override
	public void draw(long draw, double[] outputs, int outputsOffset, double[] packedKernel, int kernelOffset) {
		draw(draw, outputs, outputsOffset, packedKernel, kernelOffset, false);
	}

	@Override
	public void drawKernels(long draw, double[] outputs, int outputsOffset, double[] packedKernels, int kernelsOffset) {
		draw(draw, outputs, outputsOffset, packedKernels, kernelsOffset, true);
	}

	private void draw(long draw, double[] outputs, int outputsOffset, double[] packedKernel, int kernelOffset, boolean all) {
		int place = 0;
		if (all) for (var layer : kernels) if (layer != null) place++;
		for (int l = 0; l < hidden.length; l++) {
			if (l > 0) hidden[l].input(features[l - 1]);
			if (all && kernels[l] != null) kernels[l].of(features[l - 1], packedKernel, kernelOffset + place-- * DrawSampler.packedLength(points));
			hidden[l].apply(draw, features[l]);
		}
		var last = features[hidden.length - 1];
		if (packedKernel != null) kernel(draw, last, packedKernel, kernelOffset);
		if (outputs == null) return;
		readout.input(last);
		readout.apply(draw, neuronOutputs);
		for (int o = 0; o < outputCount; o++)
			for (int p = 0; p < points; p++) outputs[outputsOffset + o * points + p] = neuronOutputs[p * outputCount + o];
	}

	private void kernel(long draw, double[] last, double[] packed, int offset) {
		if (readoutLayer.isGaussian()) kernel.of(last, packed, offset);
		else kernel.of(last, readoutLayer.weight().commonVariance(key, draw, readoutLayer.weightGroup().stream()),
				readoutLayer.bias().commonVariance(key, draw, readoutLayer.biasGroup().stream()), packed, offset);
	}

	@Override
	public boolean givesKernel() {
		return kernel != null;
	}
}
