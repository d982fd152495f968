package org.physics4ml.workbench.internal.wizards;

import java.util.List;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Path;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.resource.ResourceLocator;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.ContainerSelectionDialog;
import org.physics4ml.core.run.Templates;
import org.physics4ml.core.run.Templates.Template;
import org.physics4ml.workbench.internal.explorer.Runs;

/** Asks for the template, the name and the folder. */
final class TemplatePage extends WizardPage {

	private static final String PROJECT = "experiments";

	private final List<Template> templates = Templates.all();
	private final String start;
	private Table table;
	private Label summary;
	private Text name;
	private Text folder;
	private boolean named;

	TemplatePage(IStructuredSelection selection) {
		super("template", "New Experiment", null);
		setDescription("Choose where to start from: every template can be run as it is.");
		ResourceLocator.imageDescriptorFromBundle(TemplatePage.class, "icons/physics4ml-64.png").ifPresent(this::setImageDescriptor);
		start = folder(selection);
	}

	/** The folder of the selected resource, or the first project, or a new one. */
	private static String folder(IStructuredSelection selection) {
		IResource selected = selection == null || selection.isEmpty() ? null : Adapters.adapt(selection.getFirstElement(), IResource.class);
		IContainer container = selected instanceof IContainer one && !Runs.isRun(one) ? one : selected == null ? null : selected.getParent();
		if (container != null && container.getName().equals(Runs.FOLDER))
			container = container.getParent();
		if (container == null || container.getType() == IResource.ROOT) {
			var projects = ResourcesPlugin.getWorkspace().getRoot().getProjects();
			return projects.length == 0 ? PROJECT : projects[0].getName();
		}
		return container.getFullPath().makeRelative().toString();
	}

	@Override
	public void createControl(Composite parent) {
		var area = new Composite(parent, SWT.NONE);
		area.setLayout(GridLayoutFactory.swtDefaults().numColumns(3).create());
		table = new Table(area, SWT.BORDER | SWT.SINGLE | SWT.FULL_SELECTION);
		table.setHeaderVisible(true);
		for (String title : List.of("Template", "What it is")) {
			var column = new TableColumn(table, SWT.LEFT);
			column.setText(title);
			column.setWidth(title.equals("Template") ? 190 : 600);
		}
		for (Template template : templates) {
			var item = new TableItem(table, SWT.NONE);
			item.setText(0, template.name());
			item.setText(1, template.summary());
		}
		var wide = new GridData(SWT.FILL, SWT.FILL, true, true, 3, 1);
		wide.heightHint = 8 * table.getItemHeight();
		wide.widthHint = 800;
		table.setLayoutData(wide);
		table.addListener(SWT.Selection, event -> selected());
		table.addListener(SWT.DefaultSelection, event -> getContainer().showPage(this));
		summary = new Label(area, SWT.WRAP);
		var data = new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1);
		data.widthHint = 600;
		data.heightHint = 48;
		summary.setLayoutData(data);

		new Label(area, SWT.NONE).setText("&Name:");
		name = new Text(area, SWT.BORDER);
		name.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1));
		name.addListener(SWT.Modify, event -> check());
		name.addListener(SWT.KeyDown, event -> named = true);
		new Label(area, SWT.NONE).setText("&Folder:");
		folder = new Text(area, SWT.BORDER);
		folder.setText(start);
		folder.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		folder.addListener(SWT.Modify, event -> check());
		var browse = new Button(area, SWT.PUSH);
		browse.setText("&Browse…");
		browse.addListener(SWT.Selection, event -> {
			var dialog = new ContainerSelectionDialog(getShell(), null, true, "Folder of the experiment");
			if (dialog.open() == ContainerSelectionDialog.OK && dialog.getResult().length == 1)
				folder.setText(((Path) dialog.getResult()[0]).makeRelative().toString());
		});
		setControl(area);
		PlatformUI.getWorkbench().getHelpSystem().setHelp(area, "org.physics4ml.workbench.newExperiment");
		table.select(Math.min(1, templates.size() - 1));
		selected();
		table.setFocus();
	}

	private void selected() {
		summary.setText(template().summary());
		if (!named)
			name.setText(free(template().name()));
		check();
	}

	/** The template's name, with a number where that is taken. */
	private String free(String wish) {
		String free = wish;
		for (int n = 2; file(free).exists(); n++)
			free = wish + "-" + n;
		return free;
	}

	private void check() {
		String problem = problem();
		setErrorMessage(problem);
		setPageComplete(problem == null);
		if (problem == null)
			setMessage(NewExperimentWizard.container(folder.getText()).getProject().exists() ? null : "The project " + NewExperimentWizard.container(folder.getText()).getProject().getName() + " will be made.", INFORMATION);
	}

	/** What keeps the wizard from finishing, with what to do; null if nothing does. */
	private String problem() {
		if (name.getText().isBlank())
			return "Give the experiment a name.";
		if (new Path(folder.getText()).segmentCount() == 0)
			return "Give a folder: a project, or a folder in one.";
		IWorkspace workspace = ResourcesPlugin.getWorkspace();
		for (String segment : new Path(folder.getText()).segments()) {
			IStatus status = workspace.validateName(segment, IResource.FOLDER);
			if (!status.isOK())
				return status.getMessage();
		}
		IStatus status = workspace.validateName(fileName(name.getText()), IResource.FILE);
		if (!status.isOK())
			return status.getMessage();
		IFile file = file(name.getText());
		if (file.exists())
			return file.getFullPath().makeRelative() + " exists already: choose another name.";
		var project = file.getProject();
		return project.exists() && !project.isOpen() ? "The project " + project.getName() + " is closed: open it, or choose another one." : null;
	}

	private static String fileName(String name) {
		return name.endsWith("." + Runs.EXTENSION) ? name : name.strip() + "." + Runs.EXTENSION;
	}

	private IFile file(String experiment) {
		return NewExperimentWizard.container(folder == null || new Path(folder.getText()).segmentCount() == 0 ? start : folder.getText()).getFile(new Path(fileName(experiment)));
	}

	Template template() {
		return templates.get(Math.max(0, table.getSelectionIndex()));
	}

	/** Name of the experiment without the file's extension. */
	String experimentName() {
		return fileName(name.getText()).replaceFirst("\\." + Runs.EXTENSION + "$", "");
	}

	IFile file() {
		return file(name.getText());
	}
}
