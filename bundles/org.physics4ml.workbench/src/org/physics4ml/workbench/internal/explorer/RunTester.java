package org.physics4ml.workbench.internal.explorer;

import org.eclipse.core.expressions.PropertyTester;
import org.eclipse.core.resources.IResource;

/** Properties {@code isRun} and {@code isExperiment} of resources, for menus and commands. */
public final class RunTester extends PropertyTester {

	@Override
	public boolean test(Object receiver, String property, Object[] arguments, Object expected) {
		return receiver instanceof IResource resource && (property.equals("isRun") ? Runs.isRun(resource) : Runs.isExperiment(resource));
	}
}
