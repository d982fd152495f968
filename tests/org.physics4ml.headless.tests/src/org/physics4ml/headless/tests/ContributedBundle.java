package org.physics4ml.headless.tests;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/** A third party's bundle, built in memory, installed and started; closing it uninstalls it. */
final class ContributedBundle implements AutoCloseable {

	private final Bundle bundle;

	/**
	 * @param name    symbolic name
	 * @param plugin  inside of plugin.xml
	 * @param classes its classes
	 */
	ContributedBundle(String name, String plugin, Class<?>... classes) throws IOException, BundleException {
		var manifest = new Manifest();
		var main = manifest.getMainAttributes();
		main.put(Name.MANIFEST_VERSION, "1.0");
		main.putValue("Bundle-ManifestVersion", "2");
		main.putValue("Bundle-SymbolicName", name + ";singleton:=true");
		main.putValue("Bundle-Version", "1.2.3");
		main.putValue("Bundle-ActivationPolicy", "lazy");
		main.putValue("Require-Bundle", "org.physics4ml.core;bundle-version=\"[0.1.0,0.2.0)\",org.physics4ml.compute;bundle-version=\"[0.1.0,0.2.0)\"");
		var bytes = new ByteArrayOutputStream();
		try (var jar = new JarOutputStream(bytes, manifest)) {
			jar.putNextEntry(new JarEntry("plugin.xml"));
			jar.write(("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?eclipse version=\"3.4\"?>\n<plugin>\n" + plugin + "</plugin>\n").getBytes(StandardCharsets.UTF_8));
			for (var type : classes) {
				var file = type.getName().replace('.', '/') + ".class";
				jar.putNextEntry(new JarEntry(file));
				try (var in = type.getClassLoader().getResourceAsStream(file)) {
					in.transferTo(jar);
				}
			}
		}
		bundle = FrameworkUtil.getBundle(ContributedBundle.class).getBundleContext().installBundle("memory:" + name, new ByteArrayInputStream(bytes.toByteArray()));
		bundle.start(Bundle.START_ACTIVATION_POLICY);
	}

	/** Whether a class of the bundle was loaded. */
	boolean isActivated() {
		return bundle.getState() == Bundle.ACTIVE;
	}

	@Override
	public void close() throws BundleException {
		bundle.uninstall();
	}
}
