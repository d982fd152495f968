package org.physics4ml.core.contribution;

/**
 * A contributor outside OSGi.
 *
 * @param bundle    symbolic name
 * @param version   version
 * @param pluginXml text of its {@code plugin.xml}
 * @param classes   loads its classes
 */
public record PluginSource(String bundle, String version, String pluginXml, ClassLoader classes) {
}
