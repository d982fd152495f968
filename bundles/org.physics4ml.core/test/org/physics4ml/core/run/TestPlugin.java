package org.physics4ml.core.run;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.compute.random.RandomStream;
import org.physics4ml.compute.statistics.Jackknife;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Need.Quantity;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.PluginSource;
import org.physics4ml.core.contribution.Registry;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.Prior;

/** A third party's plug-in without OSGi: the field φ(x_p) = w_p with independent Gaussian w, and an analysis that averages it. */
public final class TestPlugin {

	/** Draws made so far by all samplers, for tests that watch. */
	static final AtomicLong DRAWN = new AtomicLong();

	private static final String XML = """
			<plugin>
			   <extension point="org.physics4ml.core.architectures">
			      <architecture id="org.example.noise" name="Noise" class="org.physics4ml.core.run.TestPlugin$Noise" summary="independent values" formula="φ(x_p) = w_p">
			         <parameter name="width" type="integer" default="1" minimum="1" description="Scales the work."/>
			         <parameter name="pause" type="real" default="0" minimum="0" unit="ms" description="Sleeps so long in every draw."/>
			         <parameter name="bad" type="integer" default="-1" description="The draw that is NaN."/>
			      </architecture>
			   </extension>
			   <extension point="org.physics4ml.core.priors">
			      <prior id="org.example.gaussian" name="Gaussian" class="org.physics4ml.core.run.TestPlugin$Gaussian" summary="normal" formula="w ~ N(0, σ²)"/>
			   </extension>
			   <extension point="org.physics4ml.core.analyses">
			      <analysis id="org.example.mean" name="Mean" class="org.physics4ml.core.run.TestPlugin$Mean" summary="average" formula="⟨φ⟩">
			         <parameter name="fails" type="choice" choices="never,prepare,accumulate,conclude" default="never" description="Where it throws."/>
			      </analysis>
			      <analysis id="org.example.lattice" name="Lattice" class="org.physics4ml.core.run.Lattice" summary="a matrix in parts" formula="sin(i j)">
			         <parameter name="size" type="integer" default="9" minimum="1" description="Rows and columns."/>
			         <parameter name="lost" type="integer" default="-1" description="The part that does not exist."/>
			      </analysis>
			   </extension>
			</plugin>
			""";

	private TestPlugin() {
	}

	static Registry registry() {
		return Registry.of(List.of(new PluginSource("org.example", "1.0.0", XML, TestPlugin.class.getClassLoader())));
	}

	public static final class Noise implements Architecture {

		@Override
		public Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) throws UnsuitableException {
			List<ParameterGroup> groups = List.of(new ParameterGroup("weight-1", Role.WEIGHT, 0, 0, 1), new ParameterGroup("bias-1", Role.BIAS, 0, 1, 1));
			return new Field(inputDimension, groups, laws.of(groups, 2), parameters.real("pause"), parameters.integer("bad"));
		}
	}

	private record Field(int inputDimension, List<ParameterGroup> groups, List<Law> laws, double pause, long bad) implements Ensemble, ExplicitSampling {

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
			return true;
		}

		@Override
		public DrawSampler sampler(Points points, long key, Blas blas) {
			return new DrawSampler() {

				@Override
				public void draw(long draw, double[] outputs, int offset, double[] kernel, int kernelOffset) {
					laws.getFirst().fill(key, draw, 0, 0, outputs, offset, points.distinctCount());
					if (draw == bad)
						outputs[offset] = Double.NaN;
					DRAWN.incrementAndGet();
					if (pause > 0)
						LockSupport.parkNanos((long) (pause * 1e6));
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
			return 5e5; // small chunks
		}

		@Override
		public long workspace(int k) {
			return 0;
		}
	}

	public static final class Gaussian implements Prior {

		@Override
		public Law law(ParameterGroup group, double variance, Parameters parameters) {
			return new Law() {

				@Override
				public double variance() {
					return variance;
				}

				@Override
				public double standardisedMoment(int n) {
					return n % 2 == 1 ? 0 : n == 0 ? 1 : (n - 1) * standardisedMoment(n - 2);
				}

				@Override
				public boolean isGaussian() {
					return true;
				}

				@Override
				public boolean isEven() {
					return true;
				}

				/** Of variance 3 the law says that it is drawn by chains. */
				@Override
				public Optional<String> sampling() {
					return variance == 3 ? Optional.of("chains") : Optional.empty();
				}

				@Override
				public double work() {
					return variance == 3 ? 1e6 : 0;
				}

				@Override
				public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
					RandomStream.normals(key, draw, stream, firstIndex, out, offset, length);
					for (int i = 0; i < length; i++)
						out[offset + i] *= Math.sqrt(variance);
				}
			};
		}
	}

	public static final class Mean implements Analysis<Sums> {

		@Override
		public Measurement<Sums> prepare(Parameters parameters, Cell cell) {
			String fails = parameters.text("fails");
			if (fails.equals("prepare"))
				throw new IllegalStateException("no idea");
			int k = cell.points().distinctCount();
			return new Measurement<>() {

				@Override
				public Optional<Need> need() {
					return Optional.of(new Need(Need.Path.EXPLICIT, Quantity.OUTPUTS));
				}

				@Override
				public Sums empty() {
					return new Sums(2 * k);
				}

				@Override
				public void accumulate(Draws draws, Sums statistic) {
					if (fails.equals("accumulate") && draws.first() > 100)
						throw new NoClassDefFoundError("org/example/Lost");
					double[] sums = new double[2 * k];
					for (int i = 0; i < draws.count(); i++)
						for (int p = 0; p < k; p++) {
							double value = draws.outputs()[i * draws.outputStride() + p];
							sums[p] += value;
							sums[k + p] += value * value;
						}
					statistic.add(draws.count(), sums);
				}

				@Override
				public String explanation() {
					return "plain average";
				}

				@Override
				public long bytes() {
					return Sums.bytes(2 * k);
				}
			};
		}

		@Override
		public Findings conclude(String name, Parameters parameters, List<Result<Sums>> results) {
			if (parameters.text("fails").equals("conclude"))
				throw new IllegalStateException("cannot conclude");
			var table = new Table.Builder("mean");
			results.getFirst().cell().axes().keySet().forEach(table::column);
			table.column("point").column("draws").column("mean").column("meanError").column("square");
			for (Result<Sums> result : results)
				for (int p = 0; p < result.cell().points().distinctCount(); p++) {
					table.row().set("point", p).set("draws", result.blocks().stream().mapToLong(Sums::draws).sum());
					result.cell().axes().forEach(table::set);
					if (result.blocks().isEmpty())
						continue;
					var estimate = estimate(result);
					int k = result.cell().points().distinctCount();
					table.set("mean", estimate.value()[p]).set("meanError", estimate.standardError()[p]).set("square", estimate.value()[k + p]);
				}
			return new Findings(List.of(), List.of(), List.of(table.build()), List.of(), List.of());
		}

		private static Jackknife.Estimate estimate(Result<Sums> result) {
			return Jackknife.of(Sums.blocks(result.blocks()), (draws, sums) -> {
				double[] means = sums.clone();
				for (int i = 0; i < means.length; i++)
					means[i] /= draws;
				return means;
			});
		}

		@Override
		public OptionalDouble relativeError(Parameters parameters, Result<Sums> result) {
			if (result.blocks().isEmpty())
				return OptionalDouble.of(Double.NaN);
			var estimate = estimate(result);
			int k = result.cell().points().distinctCount();
			return OptionalDouble.of(estimate.standardError()[k] / estimate.value()[k]);
		}
	}
}
