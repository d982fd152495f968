package org.physics4ml.core.contribution;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IContributor;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.RegistryFactory;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.spi.RegistryContributor;
import org.eclipse.core.runtime.spi.RegistryStrategy;

/** The platform's own extension registry, filled with given files instead of bundles: one reader of {@code plugin.xml} for both worlds. */
final class PlainRegistry extends RegistryStrategy {

	private final List<PluginSource> sources;
	private final List<String> complaints = new CopyOnWriteArrayList<>();
	private final IExtensionRegistry registry;

	PlainRegistry(List<PluginSource> contributors) {
		super(null, null);
		sources = new ArrayList<>(List.of(extensionPoints()));
		sources.addAll(contributors);
		var token = new Object();
		registry = RegistryFactory.createRegistry(this, token, token);
		for (int i = 0; i < sources.size(); i++) {
			var source = sources.get(i);
			var file = source.bundle() + "/plugin.xml";
			var bytes = new ByteArrayInputStream(source.pluginXml().getBytes(StandardCharsets.UTF_8));
			if (!registry.addContribution(bytes, new RegistryContributor(Integer.toString(i), source.bundle(), null, null), false, file, null, token))
				throw new IllegalArgumentException(file + " cannot be read: " + String.join("; ", complaints));
		}
	}

	IExtensionRegistry registry() {
		return registry;
	}

	String version(IContributor contributor) {
		return source((RegistryContributor) contributor).version();
	}

	@Override
	public Object createExecutableExtension(RegistryContributor contributor, String className, String overridden) throws CoreException {
		try {
			return source(contributor).classes().loadClass(className).getDeclaredConstructor().newInstance();
		} catch (ReflectiveOperationException failed) {
			throw new CoreException(Status.error("class " + className, failed));
		}
	}

	@Override
	public void log(IStatus status) {
		complaints.add(status.getException() == null ? status.getMessage() : status.getMessage() + " " + status.getException().getMessage());
	}

	private PluginSource source(RegistryContributor contributor) {
		return sources.get(Integer.parseInt(contributor.getActualId()));
	}

	private static PluginSource extensionPoints() {
		var xml = new StringBuilder("<?eclipse version=\"3.4\"?><plugin>");
		for (var kind : Kind.values())
			xml.append("<extension-point id=\"").append(kind.extensionPoint()).append("\" name=\"").append(kind.word()).append("\"/>");
		return new PluginSource("org.physics4ml.core", "", xml.append("</plugin>").toString(), PlainRegistry.class.getClassLoader());
	}
}
