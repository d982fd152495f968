package org.physics4ml.batch;

import org.osgi.framework.FrameworkUtil;

import picocli.CommandLine.IVersionProvider;

/** The version of the product, without the build's time: major.minor.micro. */
final class Version implements IVersionProvider {

	static String text() {
		var bundle = FrameworkUtil.getBundle(Version.class);
		if (bundle == null)
			return "0"; // outside OSGi, as from a test on the class path
		var version = bundle.getVersion();
		return version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
	}

	@Override
	public String[] getVersion() {
		return new String[] { text() };
	}
}
