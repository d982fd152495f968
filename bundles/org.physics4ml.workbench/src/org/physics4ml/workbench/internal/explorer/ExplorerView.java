package org.physics4ml.workbench.internal.explorer;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.eclipse.core.commands.common.CommandException;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Link;
import org.eclipse.ui.IMemento;
import org.eclipse.ui.IViewSite;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.navigator.CommonNavigator;
import org.physics4ml.workbench.ExperimentPerspective;

/** Projects, their experiments, and the runs beneath; says what to do as long as there are no projects. */
public final class ExplorerView extends CommonNavigator {

	private static final String RUNS = "org.physics4ml.workbench.explorer.runs";

	private static final String SELECTED = "selected";

	private Link hint;
	private IMemento before;
	private final IResourceChangeListener projects = event -> hint.getDisplay().asyncExec(this::showHint);

	@Override
	public void init(IViewSite site, IMemento memento) throws PartInitException {
		super.init(site, memento);
		before = memento;
	}

	/** The platform keeps what is expanded nowhere; the selection is what a user looks for first. */
	@Override
	public void saveState(IMemento memento) {
		super.saveState(memento);
		if (getCommonViewer() != null && getCommonViewer().getSelection() instanceof IStructuredSelection selection)
			for (Object element : selection) {
				IResource resource = Adapters.adapt(element, IResource.class);
				if (resource != null)
					memento.createChild(SELECTED, resource.getFullPath().toString());
			}
	}

	private void restoreSelection() {
		List<IResource> selected = before == null ? List.of()
				: Arrays.stream(before.getChildren(SELECTED)).map(child -> ResourcesPlugin.getWorkspace().getRoot().findMember(child.getID())).filter(Objects::nonNull).toList();
		if (!selected.isEmpty())
			selectReveal(new StructuredSelection(selected));
	}

	@Override
	public void createPartControl(Composite parent) {
		parent.setLayout(GridLayoutFactory.fillDefaults().spacing(0, 0).create());
		hint = new Link(parent, SWT.WRAP);
		hint.setText("There are no projects yet.\n\n<a>Make an experiment</a> from a template: it gets a project of its own.");
		hint.addListener(SWT.Selection, event -> {
			try {
				getSite().getService(IHandlerService.class).executeCommand(ExperimentPerspective.NEW_EXPERIMENT, null);
			} catch (CommandException e) {
				throw new IllegalStateException(e); // the platform shows and logs it
			}
		});
		var data = new GridData(SWT.FILL, SWT.TOP, true, false);
		data.widthHint = 150;
		data.horizontalIndent = 8;
		data.verticalIndent = 8;
		hint.setLayoutData(data);
		var tree = new Composite(parent, SWT.NONE);
		tree.setLayout(new FillLayout());
		tree.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true));
		super.createPartControl(tree);
		getNavigatorContentService().getContentExtensionById(RUNS).getContentProvider(); // as long as it is not loaded, everything seems to have children
		ResourcesPlugin.getWorkspace().addResourceChangeListener(projects, IResourceChangeEvent.POST_CHANGE);
		showHint();
		restoreSelection();
	}

	private void showHint() {
		if (hint.isDisposed())
			return;
		boolean empty = ResourcesPlugin.getWorkspace().getRoot().getProjects().length == 0;
		if (hint.getVisible() == empty && ((GridData) hint.getLayoutData()).exclude != empty)
			return;
		hint.setVisible(empty);
		((GridData) hint.getLayoutData()).exclude = !empty;
		hint.getParent().layout(true);
	}

	@Override
	public void dispose() {
		ResourcesPlugin.getWorkspace().removeResourceChangeListener(projects);
		super.dispose();
	}
}
