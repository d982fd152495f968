package org.physics4ml.networks.internal.architecture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.TangentSampling;

/**
 * Random features: the network of one hidden layer whose first layer stays as it is drawn, so that only the readout learns. Its law before training is that of the perceptron; its
 * tangent kernel is that of the readout alone.
 */
public final class RandomFeatures implements Architecture {

	@Override
	public Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) throws UnsuitableException {
		Map<String, Object> values = new HashMap<>(parameters.values());
		values.put("depth", 1L);
		values.put("parameterisation", "ntk");
		values.put("a", List.of());
		values.put("b", List.of());
		return new Frozen(new Mlp().build(new Parameters(values), activations, laws, inputDimension));
	}

	/** @param network whose first layer is frozen: its sampled tangent kernel, of all parameters, is another one */
	private record Frozen(Ensemble network) implements Ensemble {

		@Override
		public int inputDimension() {
			return network.inputDimension();
		}

		@Override
		public int outputs() {
			return network.outputs();
		}

		@Override
		public List<Integer> widths() {
			return network.widths();
		}

		@Override
		public List<ParameterGroup> groups() {
			return network.groups();
		}

		@Override
		public List<Law> laws() {
			return network.laws();
		}

		@Override
		public boolean isEven() {
			return network.isEven();
		}

		@Override
		public <C> Optional<C> capability(Class<C> type) {
			if (type == TangentSampling.class) return Optional.empty();
			if (type == InfiniteWidth.class) return network.capability(InfiniteWidth.class).map(limit -> type.cast(new ReadoutTangent(limit, laws().getLast().variance(), groups())));
			return network.capability(type);
		}
	}

	/** In NTK parameterisation the readout's weights give Θ = σ_w² E ϕϕ' = K - σ_b², its bias σ_b²: Θ = K. */
	private record ReadoutTangent(InfiniteWidth limit, double biasVariance, List<ParameterGroup> groups) implements InfiniteWidth {

		@Override
		public KernelBlocks blocks(Points rows, Points columns, Method method, boolean tangent, boolean byGroup) throws UnsuitableException {
			var nngp = limit.blocks(rows, columns, method, false, false);
			return !tangent ? nngp : new KernelBlocks() {

				@Override
				public boolean closedForm() {
					return nngp.closedForm();
				}

				@Override
				public List<String> groups() {
					return groups.stream().map(ParameterGroup::name).toList();
				}

				@Override
				public Block block(int firstRow, int rowCount, int firstColumn, int columnCount) throws UnsuitableException {
					double[] k = nngp.block(firstRow, rowCount, firstColumn, columnCount).nngp();
					return new Block(k, k.clone(), byGroup ? contributions(k) : List.of());
				}
			};
		}

		private List<double[]> contributions(double[] k) {
			var terms = new ArrayList<double[]>();
			for (int group = 0; group < groups.size(); group++) terms.add(new double[k.length]);
			for (int i = 0; i < k.length; i++) {
				terms.get(groups.size() - 2)[i] = k[i] - biasVariance;
				terms.get(groups.size() - 1)[i] = biasVariance;
			}
			return terms;
		}

		@Override
		public boolean isMeanExact() {
			return limit.isMeanExact();
		}

		@Override
		public boolean isIsotropic() {
			return limit.isIsotropic();
		}
	}
}
