package org.physics4ml.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.Parameters.Specification;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.Law;
import org.physics4ml.core.network.ParameterGroup.Role;
import org.physics4ml.networks.internal.activation.Activations;
import org.physics4ml.networks.internal.architecture.Mlp;
import org.physics4ml.networks.internal.prior.Gaussian;

/** Networks without a registry. */
final class Networks {

	private Networks() {
	}

	/** An erf network with weight variance 2.25 and bias variance 0.09. */
	static Ensemble erf(int width, int depth, int dimension) {
		return mlp(new Activations.Erf(), width, depth, dimension);
	}

	/** The same with relu. */
	static Ensemble relu(int width, int depth, int dimension) {
		return mlp(new Activations.Relu(), width, depth, dimension);
	}

	private static Ensemble mlp(Activation activation, int width, int depth, int dimension) {
		var declaration = new Declaration(Kind.ACTIVATION, "given", "", "", "", "", List.of(), List.of(), "", "");
		var parameters = new Parameters(Map.of("width", (long) width, "depth", (long) depth, "activation", new Specification(declaration, Parameters.NONE), "outputs", 1L));
		try {
			return new Mlp().build(parameters, named -> activation, (groups, layers) -> {
				var laws = new ArrayList<Law>();
				for (var group : groups) laws.add(new Gaussian().law(group, group.role() == Role.WEIGHT ? 2.25 : 0.09, Parameters.NONE));
				return laws;
			}, dimension);
		} catch (UnsuitableException e) {
			throw new IllegalStateException(e);
		}
	}
}
