package org.physics4ml.workbench.internal.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.IDecoration;
import org.eclipse.jface.viewers.ILightweightLabelDecorator;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.LabelProviderChangedEvent;
import org.eclipse.swt.widgets.Display;
import org.physics4ml.core.run.RunDirectory;

/** State, date and verdicts of a run beside its name. The platform calls it in the background. */
public final class RunDecorator extends LabelProvider implements ILightweightLabelDecorator, IResourceChangeListener {

	private static final Map<String, String> ICONS = Map.of("done", "state-done", "running", "state-running", "failed", "state-failed", "damaged", "state-failed", "cancelled", "state-cancelled", "interrupted", "state-cancelled");

	private final Map<IFolder, RunSummary> summaries = new ConcurrentHashMap<>();

	public RunDecorator() {
		ResourcesPlugin.getWorkspace().addResourceChangeListener(this, IResourceChangeEvent.POST_CHANGE);
	}

	@Override
	public void dispose() {
		ResourcesPlugin.getWorkspace().removeResourceChangeListener(this);
		super.dispose();
	}

	@Override
	public void decorate(Object element, IDecoration decoration) {
		if (!(element instanceof IFolder run) || !Runs.isRun(run) || run.getLocation() == null)
			return;
		RunSummary summary = summaries.computeIfAbsent(run, folder -> RunSummary.read(folder.getLocation().toPath()));
		decoration.addSuffix("  " + String.join(" · ", Stream.of(summary.state(), summary.checks(), summary.date()).filter(text -> !text.isEmpty()).toList()));
		String icon = ICONS.get(summary.state());
		if (icon != null)
			ResourceLocator.imageDescriptorFromBundle(RunDecorator.class, "icons/" + icon + ".svg").ifPresent((ImageDescriptor image) -> decoration.addOverlay(image, IDecoration.BOTTOM_RIGHT));
	}

	@Override
	public void resourceChanged(IResourceChangeEvent event) {
		List<IFolder> changed = new ArrayList<>();
		try {
			event.getDelta().accept(delta -> {
				IResource resource = delta.getResource();
				if (resource.getType() == IResource.FILE && resource.getParent() instanceof IFolder folder
						&& (resource.getName().equals(RunDirectory.STATE) || resource.getName().equals(RunDirectory.FINDINGS)))
					changed.add(folder);
				if (resource instanceof IFolder folder && !folder.exists())
					summaries.remove(folder);
				return true;
			});
		} catch (CoreException e) {
			ILog.of(RunDecorator.class).log(e.getStatus());
		}
		if (changed.isEmpty())
			return;
		changed.forEach(summaries::remove);
		Display.getDefault().asyncExec(() -> fireLabelProviderChanged(new LabelProviderChangedEvent(this, changed.toArray())));
	}
}
