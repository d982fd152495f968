package org.physics4ml.networks.internal.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelMap;
import org.physics4ml.core.network.Layer;

/**
 * Branches that the same features enter, joined feature by feature (sum, product) or channel after channel at each position (concatenation).
 *
 * @param branches  at least one
 * @param positions P
 */
public record Parallel(List<Layer> branches, Join join, int positions) implements Layer {

	/** How branches are joined. */
	public enum Join {
		SUM, PRODUCT, CONCATENATION
	}

	public Parallel {
		branches = List.copyOf(branches);
	}

	@Override
	public int inputs() {
		return branches.getFirst().inputs();
	}

	@Override
	public int outputs() {
		return join == Join.CONCATENATION ? branches.stream().mapToInt(Layer::outputs).sum() : branches.getFirst().outputs();
	}

	@Override
	public long parameters() {
		return branches.stream().mapToLong(Layer::parameters).sum();
	}

	@Override
	public boolean isSymmetric() {
		return join == Join.PRODUCT ? branches.stream().anyMatch(Layer::isSymmetric) : branches.stream().allMatch(Layer::isSymmetric);
	}

	@Override
	public boolean isOdd() {
		return branches.stream().allMatch(Layer::isOdd) && (join != Join.PRODUCT || branches.size() % 2 == 1);
	}

	@Override
	public Cost cost(int points, boolean conditional) {
		var cost = new Cost(0, 0);
		for (var branch : branches) cost = cost.plus(branch.cost(points, conditional)).plus(new Cost(2.0 * points * branch.outputs(), (long) Double.BYTES * points * branch.outputs()));
		return cost;
	}

	@Override
	public ForwardMap explicit(int points, long key, Blas blas) {
		return new Map(points, branches.stream().map(branch -> branch.explicit(points, key, blas)).toList());
	}

	/** Branches are independent given what enters, unless they have no parameters. */
	@Override
	public Optional<ForwardMap> conditional(int points, long key, Blas blas) {
		var maps = new ArrayList<ForwardMap>();
		for (var branch : branches) branch.conditional(points, key, blas).ifPresent(maps::add);
		return maps.size() == branches.size() ? Optional.of(new Map(points, maps)) : Optional.empty();
	}

	@Override
	public boolean isDifferentiable() {
		return branches.stream().allMatch(Layer::isDifferentiable);
	}

	@Override
	public Optional<BackwardMap> backward(int points, long key, Blas blas) {
		var maps = new ArrayList<BackwardMap>();
		for (var branch : branches) branch.backward(points, key, blas).ifPresent(maps::add);
		return maps.size() == branches.size() ? Optional.of(new Backward(points, branches.stream().map(branch -> branch.explicit(points, key, blas)).toList(), maps)) : Optional.empty();
	}

	@Override
	public boolean needsPairs(boolean leaving) {
		return branches.stream().anyMatch(branch -> branch.needsPairs(leaving));
	}

	@Override
	public boolean isIndependent() {
		return branches.stream().allMatch(Layer::isIndependent);
	}

	@Override
	public KernelMap kernel(KernelForm entering, boolean pairs) throws UnsuitableException {
		long correlated = join == Join.CONCATENATION ? 0 : branches.stream().filter(branch -> !(join == Join.SUM ? branch.isSymmetric() : branch.isIndependent())).count();
		if (correlated > 1)
			throw new UnsuitableException("architecture.layers", "the kernels of the branches of a " + (join == Join.SUM ? "sum" : "product") + " do not " + (join == Join.SUM ? "add: " : "multiply: ") + correlated
					+ " branches are correlated, not ending with random weights of their own", "let all branches but one end with a layer with weights, e.g. dense or conv, after their activations");
		var maps = new ArrayList<KernelMap>();
		var groups = new ArrayList<>(entering.groups());
		String obstacle = join == Join.SUM ? "" : "architecture.layers";
		boolean closedForm = true, leavingPairs = pairs;
		for (var branch : branches) {
			var map = branch.kernel(entering, pairs);
			var form = map.leaving();
			groups.addAll(form.groups().subList(entering.groups().size(), form.groups().size()));
			if (obstacle.isEmpty()) obstacle = form.obstacle();
			closedForm &= form.closedForm();
			leavingPairs &= form.pairs() || form.positions() == 1;
			maps.add(map);
		}
		double[] weights = join == Join.PRODUCT ? new double[0] : branches.stream().mapToDouble(branch -> join == Join.SUM ? 1 : (double) branch.outputs() / outputs()).toArray();
		return new JoinKernel(maps, weights, entering.groups().size(), new KernelForm(maps.getFirst().leaving().positions(), leavingPairs, obstacle, closedForm, entering.tangent(), entering.byGroup(), groups, entering.method()));
	}

	/** What each branch gives. */
	private double[][] buffers(int points) {
		return branches.stream().map(branch -> new double[Math.multiplyExact(points, branch.outputs())]).toArray(double[][]::new);
	}

	/** Copies rows of one branch into those of the concatenation, or out of them. */
	private void rows(int points, int branch, double[] parts, double[] whole, boolean into) {
		int channels = branches.get(branch).outputs() / positions, all = outputs() / positions, at = 0;
		for (int b = 0; b < branch; b++) at += branches.get(b).outputs() / positions;
		for (int r = 0; r < points * positions; r++)
			if (into) System.arraycopy(parts, r * channels, whole, r * all + at, channels);
			else System.arraycopy(whole, r * all + at, parts, r * channels, channels);
	}

	private final class Map implements ForwardMap {

		private final int points;
		private final ForwardMap[] maps;
		private final double[][] parts;

		Map(int points, List<ForwardMap> maps) {
			this.points = points;
			this.maps = maps.toArray(ForwardMap[]::new);
			parts = buffers(points);
		}

		@Override
		public void input(double[] features) {
			for (var map : maps) map.input(features);
		}

		@Override
		public void apply(long draw, double[] out) {
			for (int b = 0; b < maps.length; b++) {
				var part = parts[b];
				maps[b].apply(draw, part);
				if (join == Join.CONCATENATION) rows(points, b, part, out, true);
				else if (b == 0) System.arraycopy(part, 0, out, 0, part.length);
				else if (join == Join.SUM) Rows.add(part, 0, out, 0, part.length);
				else for (int i = 0; i < part.length; i++) out[i] *= part[i];
			}
		}
	}

	private final class Backward implements BackwardMap {

		private final int points;
		private final ForwardMap[] forward;
		private final BackwardMap[] backward;
		private final double[][] parts;
		private final double[] own, back;

		Backward(int points, List<ForwardMap> forward, List<BackwardMap> backward) {
			this.points = points;
			this.forward = forward.toArray(ForwardMap[]::new);
			this.backward = backward.toArray(BackwardMap[]::new);
			parts = buffers(points);
			own = new double[Math.multiplyExact(points, branches.stream().mapToInt(Layer::outputs).max().orElseThrow())];
			back = new double[Math.multiplyExact(points, inputs())];
		}

		@Override
		public void apply(long draw, double[] input, double[] outGradient, double[] inGradient, double[] gradient, int offset, double[] tangent) {
			if (join == Join.PRODUCT)
				for (int b = 0; b < forward.length; b++) {
					forward[b].input(input);
					forward[b].apply(draw, parts[b]);
				}
			if (inGradient != null) Arrays.fill(inGradient, 0, back.length, 0);
			int at = offset;
			for (int b = 0; b < backward.length; b++) {
				var out = outGradient;
				if (join == Join.CONCATENATION) rows(points, b, out = own, outGradient, false);
				if (join == Join.PRODUCT) {
					System.arraycopy(outGradient, 0, out = own, 0, parts[b].length);
					for (int c = 0; c < parts.length; c++)
						if (c != b) for (int i = 0; i < parts[c].length; i++) own[i] *= parts[c][i];
				}
				backward[b].apply(draw, input, out, inGradient == null ? null : back, gradient, at, tangent);
				if (inGradient != null) Rows.add(back, 0, inGradient, 0, back.length);
				at += (int) branches.get(b).parameters();
			}
		}
	}
}
