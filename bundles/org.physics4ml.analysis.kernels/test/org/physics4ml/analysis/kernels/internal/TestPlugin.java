package org.physics4ml.analysis.kernels.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.physics4ml.compute.linalg.Blas;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Draws;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.analysis.Result;
import org.physics4ml.core.analysis.Steps;
import org.physics4ml.core.analysis.Sums;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.PluginSource;
import org.physics4ml.core.contribution.Registry;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.data.MatrixFile;
import org.physics4ml.core.findings.Findings;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.DrawSampler;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.ExplicitSampling;
import org.physics4ml.core.network.InfiniteWidth;
import org.physics4ml.core.network.KernelBlocks;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.Prior;
import org.physics4ml.core.run.Plan;
import org.physics4ml.core.run.PlannedAnalysis;
import org.physics4ml.core.run.Planner;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExperimentFactory;

/**
 * A third party's network of infinite width, whose kernels are the textbook recursions K ← σ_b² + σ_w² E σσ, Θ ← K + σ_w² E σ'σ' Θ pair by pair with the closed
 * forms of PHYSICS 3 written out: nothing of the product's kernel library is used.
 */
public final class TestPlugin {

	private static final String XML = """
			<plugin>
			   <extension point="org.physics4ml.core.architectures">
			      <architecture id="org.example.wide" name="Wide" class="org.physics4ml.analysis.kernels.internal.TestPlugin$Wide" summary="infinite" formula="K">
			         <parameter name="activation" type="choice" choices="identity,relu,erf,gelu,jump" default="erf" description="Activation."/>
			         <parameter name="depth" type="integer" default="1" minimum="1" description="Hidden layers."/>
			         <parameter name="outputs" type="integer" default="1" minimum="1" description="Outputs."/>
			         <parameter name="work" type="real" default="1000" description="Multiplications and additions of an entry."/>
			         <parameter name="convergent" type="boolean" default="true" description="Whether the limit exists."/>
			      </architecture>
			      <architecture id="org.example.narrow" name="Narrow" class="org.physics4ml.analysis.kernels.internal.TestPlugin$Narrow" summary="no limit" formula="φ"/>
			   </extension>
			   <extension point="org.physics4ml.core.priors">
			      <prior id="org.example.gaussian" name="Gaussian" class="org.physics4ml.analysis.kernels.internal.TestPlugin$Gaussian" summary="normal" formula="w ~ N(0, σ²)"/>
			   </extension>
			</plugin>
			""";

	private static final Registry REGISTRY = Registry.of(List.of(new PluginSource("org.example", "1.0.0", XML, TestPlugin.class.getClassLoader()),
			new PluginSource("org.physics4ml.analysis.kernels", "0.1.0", text(), TestPlugin.class.getClassLoader())));

	/** Is told of each block before it is computed. */
	static volatile Runnable watcher = () -> {};

	private TestPlugin() {
	}

	private static String text() {
		try {
			return Files.readString(Path.of("plugin.xml"));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** An experiment on the data of regression.csv, with edits as on the command line. */
	static Experiment experiment(String... edits) throws InvalidExperimentException {
		Experiment experiment = ExperimentFactory.eINSTANCE.createExperiment();
		experiment.setSampling(ExperimentFactory.eINSTANCE.createSampling());
		for (String edit : List.of("name=test", "inputs.points=[[0,0],[0.5,0.5],[-1.5,2],[0.3,-0.8]]", "architecture=wide", "prior={\"id\":\"gaussian\",\"weightVariance\":2.25,\"biasVariance\":0.09}",
				"sampling.draws=0", "data.points=[[-1,0.5],[0.3,-0.8],[1.2,0.4],[-0.2,1.1]]", "data.targets=[[0.7],[-1.3],[0.2],[0.9]]"))
			ExperimentPaths.set(experiment, edit);
		for (String edit : edits)
			ExperimentPaths.set(experiment, edit);
		return experiment;
	}

	static Plan plan(Experiment experiment) throws InvalidExperimentException {
		return Planner.plan(experiment, "test.p4ml", REGISTRY);
	}

	/** Plans and concludes the only analysis of an experiment. */
	@SuppressWarnings("unchecked")
	static Findings run(Experiment experiment) throws InvalidExperimentException {
		var plan = plan(experiment);
		PlannedAnalysis planned = plan.analyses().getFirst();
		List<Result<Sums>> results = new ArrayList<>();
		for (var cell : plan.cells())
			results.add(new Result<>(cell.cell(), completed((Measurement<Sums>) cell.measurements().getFirst()), List.of()));
		return ((Analysis<Sums>) planned.analysis()).conclude(planned.name(), planned.parameters(), results);
	}

	/** Does what the engine does before anything is drawn. */
	static <M extends Measurement<?>> M completed(M measurement) {
		if (measurement.computation().isEmpty())
			return measurement;
		var computation = measurement.computation().get();
		List<MatrixFile> files = new ArrayList<>();
		List<Path> paths = new ArrayList<>();
		try {
			for (var array : computation.arrays()) {
				paths.add(Files.createTempFile("matrix", ".npy"));
				files.add(MatrixFile.create(paths.getLast(), array.rows(), array.columns()));
			}
			for (int part = 0; part < computation.parts(); part++)
				computation.compute(part, files);
			computation.complete(files, paths.stream().map(Path::toString).toList(), Steps.NONE);
			for (int n = 0; n < files.size(); n++) {
				files.get(n).close();
				Files.delete(paths.get(n));
			}
		} catch (IOException | UnsuitableException e) {
			throw new AssertionError(e);
		}
		return measurement;
	}

	/** The kernel of two points, as theory has it, that is the mean at every width. */
	static KernelEstimate estimate(double[] packed, Optional<Need> need, Points points) {
		KernelBlocks blocks = (firstRow, rows, firstColumn, columns) -> {
			double[] values = new double[rows * columns];
			Arrays.setAll(values, at -> packed[firstRow + at / columns + firstColumn + at % columns]);
			return new KernelBlocks.Block(values, values, List.of());
		};
		var wanted = need.filter(sampled -> sampled.quantity() == Need.Quantity.TANGENT).isPresent() ? Kernels.Quantities.BOTH : Kernels.Quantities.NNGP;
		return completed(new KernelEstimate(blocks, wanted, MeanShift.none(true), need, 1, points));
	}

	/** Plans, draws {@code blocks} blocks of two networks with explicit weights, and concludes the only analysis. */
	@SuppressWarnings("unchecked")
	static Findings drawn(int blocks, String... edits) throws InvalidExperimentException {
		var plan = Planner.plan(experiment(edits), "test.p4ml", REGISTRY);
		PlannedAnalysis planned = plan.analyses().getFirst();
		List<Result<Sums>> results = new ArrayList<>();
		for (var cell : plan.cells()) {
			var measurement = completed((Measurement<Sums>) cell.measurements().getFirst());
			int k = cell.cell().points().distinctCount();
			var sampler = cell.cell().ensemble().capability(ExplicitSampling.class).orElseThrow().sampler(cell.cell().points(), cell.key(), Blas.java());
			List<Sums> sums = new ArrayList<>();
			for (int block = 0; block < blocks; block++) {
				double[] outputs = new double[2 * k];
				for (int i = 0; i < 2; i++)
					sampler.draw(2 * block + i, outputs, i * k, null, 0);
				sums.add(measurement.empty());
				measurement.accumulate(new Draws(2 * block, 2, outputs, k, null, 0), sums.getLast());
			}
			results.add(new Result<>(cell.cell(), measurement, sums));
		}
		return ((Analysis<Sums>) planned.analysis()).conclude(planned.name(), planned.parameters(), results);
	}

	/** The ensemble of an experiment with edits. */
	static Ensemble ensemble(String... edits) throws InvalidExperimentException {
		var all = new ArrayList<>(List.of(edits));
		all.add("analyses=[\"ntk\"]");
		return Planner.plan(experiment(all.toArray(String[]::new)), "test.p4ml", REGISTRY).cells().getFirst().cell().ensemble();
	}

	static Findings run(String... edits) throws InvalidExperimentException {
		return run(experiment(edits));
	}

	/** The network. */
	public static final class Wide implements Architecture {

		@Override
		public Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) throws UnsuitableException {
			int depth = (int) parameters.integer("depth");
			List<ParameterGroup> groups = new ArrayList<>();
			for (int l = 0; l <= depth; l++) {
				String suffix = l == depth ? "out" : Integer.toString(l + 1);
				groups.add(new ParameterGroup("weight-" + suffix, Role.WEIGHT, l, 2 * l, 1));
				groups.add(new ParameterGroup("bias-" + suffix, Role.BIAS, l, 2 * l + 1, 1));
			}
			return new WideEnsemble(inputDimension, (int) parameters.integer("outputs"), depth, groups, laws.of(groups, depth + 1), parameters.text("activation"),
					parameters.flag("convergent"), parameters.real("work"));
		}
	}

	/** A field without a limit, whose draws are ±x in turn. */
	public static final class Narrow implements Architecture {

		@Override
		public Ensemble build(Parameters parameters, Activations activations, Laws laws, int inputDimension) {
			return new Alternating(inputDimension, 1, List.of(1), List.of(), List.of(), false);
		}
	}

	private record Alternating(int inputDimension, int outputs, List<Integer> widths, List<ParameterGroup> groups, List<Law> laws, boolean isEven) implements Ensemble, ExplicitSampling {

		@Override
		public DrawSampler sampler(Points points, long key, Blas blas) {
			return new DrawSampler() {

				@Override
				public void draw(long draw, double[] outputs, int offset, double[] kernel, int kernelOffset) {
					for (int p = 0; p < points.distinctCount(); p++)
						outputs[offset + p] = draw % 2 == 0 ? points.distinct(p)[0] : -points.distinct(p)[0];
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
			return k;
		}

		@Override
		public long workspace(int k) {
			return 0;
		}
	}

	record WideEnsemble(int inputDimension, int outputs, int depth, List<ParameterGroup> groups, List<Law> laws, String activation, boolean convergent, double work) implements Ensemble, InfiniteWidth {

		@Override
		public List<Integer> widths() {
			return Collections.nCopies(depth, 1);
		}

		@Override
		public boolean isEven() {
			return true;
		}

		@Override
		public boolean isMeanExact() {
			return depth == 1;
		}

		@Override
		public KernelBlocks blocks(Points rows, Points columns, Method method, boolean tangent, boolean byGroup) throws UnsuitableException {
			if (tangent && activation.equals("jump"))
				throw new UnsuitableException("architecture.activation", "it jumps", "use another");
			var ensemble = this;
			return new KernelBlocks() {

				@Override
				public boolean convergent() {
					return convergent;
				}

				@Override
				public double work() {
					return work;
				}

				@Override
				public List<String> groups() {
					return groups.stream().map(ParameterGroup::name).toList();
				}

				@Override
				public Block block(int firstRow, int rowCount, int firstColumn, int columnCount) {
					watcher.run();
					int length = rowCount * columnCount;
					List<double[]> contributions = new ArrayList<>();
					for (int group = 0; group < groups.size(); group++)
						contributions.add(new double[length]);
					Block block = new Block(new double[length], new double[length], contributions);
					for (int at = 0; at < length; at++)
						entry(rows.distinct(firstRow + at / columnCount), columns.distinct(firstColumn + at % columnCount), block, at);
					return block;
				}

				private void entry(double[] x, double[] y, KernelBlocks.Block block, int at) {
					boolean equal = Arrays.equals(x, y);
					double a = product(x, x), b = product(y, y), c = product(x, y);
					for (int l = 0; l <= depth; l++) {
						double weight = laws.get(2 * l).variance(), bias = laws.get(2 * l + 1).variance();
						double slope = l == 0 ? 0 : ensemble.slope(a, b, c, equal), next = bias + weight * (l == 0 ? c : moment(a, b, c, equal));
						a = bias + weight * (l == 0 ? a : moment(a, a, a, true));
						b = bias + weight * (l == 0 ? b : moment(b, b, b, true));
						c = next;
						for (int earlier = 0; earlier < 2 * l; earlier++)
							block.contributions().get(earlier)[at] *= weight * slope;
						block.contributions().get(2 * l)[at] = c - bias;
						block.contributions().get(2 * l + 1)[at] = bias;
						block.tangent()[at] = c + weight * slope * block.tangent()[at];
					}
					block.nngp()[at] = c;
				}
			};
		}

		private static double product(double[] x, double[] y) {
			double sum = 0;
			for (int j = 0; j < x.length; j++)
				sum += x[j] * y[j];
			return sum / x.length;
		}

		private double moment(double a, double b, double c, boolean equal) {
			double product = (1 + a) * (1 + b);
			return switch (activation) {
			case "identity" -> c;
			case "erf" -> 2 / Math.PI * Math.asin(2 * c / Math.sqrt((1 + 2 * a) * (1 + 2 * b)));
			case "relu" -> {
				double angle = equal ? 0 : Math.acos(c / Math.sqrt(a * b));
				yield a == 0 || b == 0 ? 0 : Math.sqrt(a * b) / (2 * Math.PI) * (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle));
			}
			case "gelu" -> c * (0.25 + Math.asin(c / Math.sqrt(product)) / (2 * Math.PI))
					+ (a * b + c * c - a * c * c / (1 + a) - b * c * c / (1 + b)) / (2 * Math.PI * Math.sqrt(product - c * c));
			default -> 0.5;
			};
		}

		private double slope(double a, double b, double c, boolean equal) {
			double product = (1 + a) * (1 + b), root = Math.sqrt(product - c * c), numerator = a * b + c * c - a * c * c / (1 + a) - b * c * c / (1 + b);
			return switch (activation) {
			case "identity" -> 1;
			case "erf" -> 4 / Math.PI / Math.sqrt((1 + 2 * a) * (1 + 2 * b) - 4 * c * c);
			case "relu" -> (Math.PI - (equal ? 0 : Math.acos(c / Math.sqrt(a * b)))) / (2 * Math.PI);
			case "gelu" -> 0.25 + (Math.asin(c / Math.sqrt(product)) + c / root + 2 * c * (1 - a / (1 + a) - b / (1 + b)) / root + numerator * c / (root * root * root)) / (2 * Math.PI);
			default -> Double.NaN;
			};
		}
	}

	/** A prior of which only the variance matters. */
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

				@Override
				public void fill(long key, long draw, int stream, long firstIndex, double[] out, int offset, int length) {
					throw new IllegalStateException("nothing is drawn");
				}
			};
		}
	}
}
