package org.physics4ml.workbench.internal;

import java.util.Optional;

import org.eclipse.core.runtime.Platform;
import org.physics4ml.core.contribution.ContributionException;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.Registry;

/** The contributions of this installation. */
public final class Installed {

	private static final Registry REGISTRY = new Registry(Platform.getExtensionRegistry());

	private Installed() {
	}

	public static Registry registry() {
		return REGISTRY;
	}

	/** The declaration that an id names; empty where none or a broken one is installed. */
	public static Optional<Declaration> find(Kind kind, String id) {
		try {
			return id == null || id.isEmpty() ? Optional.empty() : Optional.of(REGISTRY.find(kind, id));
		} catch (ContributionException absent) {
			return Optional.empty();
		}
	}
}
