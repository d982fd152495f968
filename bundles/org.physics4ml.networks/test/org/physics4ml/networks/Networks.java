package org.physics4ml.networks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.physics4ml.core.contribution.ContributionException;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.ParameterValidator;
import org.physics4ml.core.contribution.Parameters.Specification;
import org.physics4ml.core.contribution.PluginSource;
import org.physics4ml.core.contribution.Registry;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.InfiniteWidth.Method;
import org.physics4ml.core.network.KernelForm;
import org.physics4ml.core.network.KernelTile;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.Layer;
import org.physics4ml.core.network.LayerFamily;
import org.physics4ml.core.network.LayerPlan;
import org.physics4ml.core.network.Laws;
import org.physics4ml.core.network.Nonlinearity;
import org.physics4ml.core.network.ParameterGroup;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.core.network.Prior;
import org.physics4ml.core.network.Shape;
import org.physics4ml.networks.internal.architecture.Composed;

/** Builds networks from the bundle's own declarations, as the engine does. */
final class Networks {

	static final Registry REGISTRY = Registry.of(List.of(new PluginSource("org.physics4ml.networks", "0.1.0", text(), Networks.class.getClassLoader())));
	private static final ParameterValidator VALIDATOR = new ParameterValidator(REGISTRY);

	private Networks() {
	}

	private static String text() {
		try {
			return Files.readString(Path.of("plugin.xml"));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	static <T> T create(Kind kind, Class<T> type, String id) {
		try {
			return REGISTRY.create(REGISTRY.find(kind, id), type);
		} catch (ContributionException e) {
			throw new AssertionError(e);
		}
	}

	private static Specification resolve(Kind kind, String id, Map<String, ?> values) {
		try {
			return VALIDATOR.resolve(kind, id, values);
		} catch (Exception e) { // of a bundle that this one does not see
			throw new AssertionError(e);
		}
	}

	/** An activation as users type it. */
	static Nonlinearity activation(String call) {
		try {
			var specification = resolve(Kind.ARCHITECTURE, "mlp", Map.of("activation", call)).parameters().specification("activation");
			return create(Kind.ACTIVATION, Activation.class, specification.declaration().id()).of(specification.parameters());
		} catch (UnsuitableException e) {
			throw new AssertionError(e);
		}
	}

	/** The law of a prior as users type it for a single group, e.g. {@code student-t(7)}. */
	static Law law(String call, ParameterGroup group, double variance) {
		var specification = resolve(Kind.PRIOR, "gaussian", Map.of("groups", Map.of(group.name(), call))).parameters().groups("groups").get(group.name());
		return create(Kind.PRIOR, Prior.class, specification.declaration().id()).law(group, variance, specification.parameters());
	}

	/** A prior as tests describe it: variances, one value or one a layer; the shape of all laws; other shapes for single groups. */
	record TestPrior(double[] weightVariance, double[] biasVariance, String shape, Map<String, String> groups) implements Laws {

		static TestPrior gaussian(double weightVariance, double biasVariance) {
			return new TestPrior(new double[] { weightVariance }, new double[] { biasVariance }, "gaussian", Map.of());
		}

		static TestPrior uniform(double weightVariance, double biasVariance) {
			return new TestPrior(new double[] { weightVariance }, new double[] { biasVariance }, "uniform", Map.of());
		}

		TestPrior with(String group, String law) {
			var changed = new LinkedHashMap<>(groups);
			changed.put(group, law);
			return new TestPrior(weightVariance, biasVariance, shape, changed);
		}

		@Override
		public List<Law> of(List<ParameterGroup> all, int layers) throws UnsuitableException {
			var names = all.stream().map(ParameterGroup::name).toList();
			for (var name : groups.keySet()) if (!names.contains(name)) throw new UnsuitableException("prior.groups." + name, "no such group", "choose one of " + names);
			var laws = new ArrayList<Law>();
			for (var group : all) {
				var variances = group.role() == Role.WEIGHT ? weightVariance : biasVariance;
				laws.add(law(groups.getOrDefault(group.name(), shape), group, variances[variances.length == 1 ? 0 : group.layer()]));
			}
			return laws;
		}
	}

	static Ensemble build(String architecture, Map<String, ?> parameters, Laws prior, int dimension) throws UnsuitableException {
		var specification = resolve(Kind.ARCHITECTURE, architecture, parameters);
		return create(Kind.ARCHITECTURE, Architecture.class, specification.declaration().id()).build(specification.parameters(), INSTALLED, prior, dimension);
	}

	private static final Architecture.Activations INSTALLED = new Architecture.Activations() {

		@Override
		public Activation create(Specification activation) {
			return Networks.create(Kind.ACTIVATION, Activation.class, activation.declaration().id());
		}

		@Override
		public LayerFamily layer(Specification layer) {
			return Networks.create(Kind.LAYER, LayerFamily.class, layer.declaration().id());
		}
	};

	/** Layers one after the other, as users type them. */
	static LayerPlan plan(Shape input, Object... layers) {
		try {
			return Composed.plan(resolve(Kind.ARCHITECTURE, "composed", Map.of("layers", List.of(layers))).parameters().list("layers"), input, "layers", INSTALLED);
		} catch (UnsuitableException e) {
			throw new AssertionError(e.path() + ": " + e.getMessage(), e);
		}
	}

	/** The covariances x_a·y_b/C of the positions of two points, as they enter the first layer. */
	static KernelTile inputs(double[] x, double[] y, int positions) {
		var tile = new KernelTile(1, 1, KernelForm.ofInputs(positions, true, false, false, Method.AUTO));
		int channels = x.length / positions;
		for (int a = 0; a < positions; a++)
			for (int b = 0; b < positions; b++) {
				int block = tile.block(a, b);
				for (int c = 0; c < channels; c++) {
					tile.covariance()[block] += x[a * channels + c] * y[b * channels + c] / channels;
					tile.row().covariance()[block] += x[a * channels + c] * x[b * channels + c] / channels;
					tile.column().covariance()[block] += y[a * channels + c] * y[b * channels + c] / channels;
				}
			}
		return tile;
	}

	/** Builds a plan, with the groups numbered as they come. */
	static Layer layer(LayerPlan plan, Laws prior) {
		var groups = new ArrayList<ParameterGroup>();
		for (var group : plan.groups()) groups.add(new ParameterGroup(group.name() + "-" + (group.layer() + 1), group.role(), group.layer(), groups.size(), group.size()));
		try {
			return plan.build(groups, prior.of(groups, plan.depth()), 1 << 18);
		} catch (UnsuitableException e) {
			throw new AssertionError(e);
		}
	}

	static Ensemble mlp(String activation, List<Integer> widths, Laws prior, int dimension) {
		try {
			return build("mlp", Map.of("activation", activation, "width", widths.stream().map(Integer::longValue).toList()), prior, dimension);
		} catch (UnsuitableException e) {
			throw new AssertionError(e);
		}
	}
}
