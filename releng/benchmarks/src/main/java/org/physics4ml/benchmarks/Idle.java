package org.physics4ml.benchmarks;

import java.util.List;
import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Points;

/** A plug-in that does next to nothing and says that a draw is as much work as a chunk may be, so that chunks have one draw. */
final class Idle {

	static final String PLUGIN = """
			<plugin>
			   <extension point="org.physics4ml.core.architectures">
			      <architecture id="org.example.idle" name="Idle" class="org.physics4ml.benchmarks.Idle$Numbers" summary="the number of the draw" formula="φ = i"/>
			   </extension>
			   <extension point="org.physics4ml.core.priors">
			      <prior id="org.example.gaussian" name="Gaussian" class="org.physics4ml.networks.internal.prior.Gaussian" summary="normal" formula="w ~ N(0, σ²)"/>
			   </extension>
			   <extension point="org.physics4ml.core.analyses">
			      <analysis id="org.example.mean" name="Mean" class="org.physics4ml.benchmarks.Idle$Mean" summary="sum" formula="Σ φ"/>
			   </extension>
			</plugin>
			""";

	private Idle() {
	}

	public static final class Numbers implements Architecture {

		@Override
		public Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) throws UnsuitableException {
			var groups = List.of(new ParameterGroup("weight-1", Role.WEIGHT, 0, 0, 1), new ParameterGroup("bias-1", Role.BIAS, 0, 1, 1));
			return new Field(inputDimension, groups, laws.of(groups, 2));
		}
	}

	private record Field(int inputDimension, List<ParameterGroup> groups, List<Law> laws) implements Ensemble, ExplicitSampling {

		@Override
		public int outputs() {
			return 1;
		}

		@Override
		public List<Integer> widths() {
			return List.of(1);
		}

		@Override
		public boolean isEven() {
			return false;
		}

		@Override
		public DrawSampler sampler(Points points, long key, Blas blas) {
			return new DrawSampler() {

				@Override
				public void draw(long draw, double[] outputs, int offset, double[] kernel, int kernelOffset) {
					outputs[offset] = draw;
				}

				@Override
				public boolean givesKernel() {
					return false;
				}
			};
		}

		@Override
		public boolean givesKernel() {
			return false;
		}

		@Override
		public double work(int k) {
			return 2e7;
		}

		@Override
		public long workspace(int k) {
			return 0;
		}
	}

	public static final class Mean implements Analysis<Sums> {

		@Override
		public Measurement<Sums> prepare(Parameters parameters, Cell cell) {
			return new Measurement<>() {

				@Override
				public Optional<Need> need() {
					return Optional.of(new Need(Need.Path.EXPLICIT, Need.Quantity.OUTPUTS));
				}

				@Override
				public Sums empty() {
					return new Sums(1);
				}

				@Override
				public void accumulate(Draws draws, Sums statistic) {
					statistic.add(draws.count(), draws.outputs()); // one draw a chunk
				}

				@Override
				public String explanation() {
					return "";
				}

				@Override
				public long bytes() {
					return Sums.bytes(1);
				}
			};
		}

		@Override
		public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
			return new Findings(List.of(), List.of(), List.of(), List.of(), List.of());
		}
	}
}
