package org.physics4ml.batch;

import org.osgi.framework.FrameworkUtil;

import picocli.CommandLine.IVersionProvider;

/** The version of the product. */
final class Version implements IVersionProvider {

	static String text() {
		var bundle = FrameworkUtil.getBundle(Version.class);
		return bundle == null ? "development" : bundle.getVersion().toString();
	}

	@Override
	public String[] getVersion() {
		return new String[] { "Physics4ML " + text() };
	}
}
