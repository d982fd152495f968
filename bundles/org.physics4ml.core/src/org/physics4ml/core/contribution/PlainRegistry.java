package org.physics4ml.core.contribution;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
	private final List<String> complaints = new ArrayList<>();
	private final IExtensionRegistry registry;

	PlainRegistry(List<PluginSource> sources) {
		super(null, null);
		this.sources = List.copyOf(sources);
		var token = new Object();
		registry = RegistryFactory.createRegistry(this, token, token);
		add("core", points(), token);
		for (int i = 0; i < this.sources.size(); i++)
			add(Integer.toString(i), this.sources.get(i).pluginXml(), token);
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

	private void add(String id, String pluginXml, Object token) {
		var name = id.equals("core") ? "org.physics4ml.core" : sources.get(Integer.parseInt(id)).bundle();
		var bytes = new ByteArrayInputStream(pluginXml.getBytes(StandardCharsets.UTF_8));
		if (!registry.addContribution(bytes, new RegistryContributor(id, name, null, null), false, name + "/plugin.xml", null, token))
			throw new IllegalArgumentException(name + "/plugin.xml cannot be read: " + String.join("; ", complaints));
	}

	private PluginSource source(RegistryContributor contributor) {
		return sources.get(Integer.parseInt(contributor.getActualId()));
	}

	private static String points() {
		var xml = new StringBuilder("<?eclipse version=\"3.4\"?><plugin>");
		for (var kind : Kind.values())
			xml.append("<extension-point id=\"").append(kind.extensionPoint()).append("\" name=\"").append(kind.word()).append("\"/>");
		return xml.append("</plugin>").toString();
	}
}
