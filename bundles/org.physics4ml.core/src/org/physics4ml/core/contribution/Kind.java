package org.physics4ml.core.contribution;

import java.util.Arrays;
import java.util.Optional;

import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.LayerFamily;
import org.physics4ml.core.network.Optimiser;
import org.physics4ml.core.network.Prior;

/** The kinds of contributions; each has an extension point of this bundle and an interface that contributions implement. */
public enum Kind {
	ARCHITECTURE("architecture", "architectures", Architecture.class),
	ACTIVATION("activation", "activations", Activation.class),
	PRIOR("prior", "priors", Prior.class),
	OPTIMISER("optimiser", "optimisers", Optimiser.class),
	ANALYSIS("analysis", "analyses", Analysis.class),
	LAYER("layer", "layers", LayerFamily.class);

	private final String word;
	private final String plural;
	private final Class<?> type;

	Kind(String word, String plural, Class<?> type) {
		this.word = word;
		this.plural = plural;
		this.type = type;
	}

	/** The word that users type and the element's name in {@code plugin.xml}. */
	public String word() {
		return word;
	}

	/** Id of the extension point. */
	public String extensionPoint() {
		return "org.physics4ml.core." + plural;
	}

	/** What a contribution implements. */
	public Class<?> type() {
		return type;
	}

	public static Optional<Kind> of(String word) {
		return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
	}
}
