package org.physics4ml.workbench.internal.runs;

import java.nio.file.Path;
import java.util.function.Consumer;

import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.viewers.ISelection;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.ISelectionListener;
import org.eclipse.ui.IWorkbenchPart;
import org.eclipse.ui.part.ViewPart;
import org.physics4ml.workbench.internal.explorer.Runs;

/** What the run that is selected, or that has just begun, has found. */
public final class FindingsView extends ViewPart {

	public static final String ID = "org.physics4ml.workbench.findings";

	private final ISelectionListener selection = this::selected;
	private final Consumer<Path> runs = this::changed;
	private RunPanel panel;

	@Override
	public void createPartControl(Composite parent) {
		panel = new RunPanel(parent, "Select a run in the Project Explorer to see what it has found, or run an experiment: open it and press F9.");
		panel.choose("Checks"); // the run's editor shows figures; these fit a low view
		getSite().getPage().addPostSelectionListener(selection);
		LiveRuns.addListener(runs);
		selected(null, getSite().getPage().getSelection());
	}

	private void selected(IWorkbenchPart part, ISelection selected) {
		if (part == this || !(selected instanceof IStructuredSelection structured))
			return;
		IResource resource = Adapters.adapt(structured.getFirstElement(), IResource.class);
		if (resource instanceof IFolder folder && Runs.isRun(folder) && folder.getLocation() != null)
			show(folder.getLocation().toPath());
	}

	private void changed(Path path) {
		if (LiveRuns.find(path) != null)
			show(path);
	}

	private void show(Path path) {
		if (!panel.isDisposed() && !path.toAbsolutePath().normalize().equals(panel.path()))
			panel.show(path);
	}

	/** What the view shows. */
	public RunPanel panel() {
		return panel;
	}

	@Override
	public void setFocus() {
		panel.setFocus();
	}

	@Override
	public void dispose() {
		getSite().getPage().removePostSelectionListener(selection);
		LiveRuns.removeListener(runs);
		super.dispose();
	}
}
