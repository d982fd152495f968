package org.physics4ml.workbench.tests.restart;

import java.nio.charset.StandardCharsets;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.navigator.CommonNavigator;
import org.physics4ml.core.run.Templates;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.workbench.ExperimentPerspective;
import org.physics4ml.workbench.WorkbenchApplication;
import org.physics4ml.workbench.internal.compare.CompareView;
import org.physics4ml.workbench.internal.runs.RunEditor;
import org.physics4ml.workbench.internal.runs.RunJob;
import org.physics4ml.workbench.tests.ui.Ui;

/**
 * The workbench itself, used and left by itself: {@code leave FILE} makes an experiment, runs it, arranges editors, selection and comparison and closes the
 * window; {@code look FILE} tells in the file what the next start shows.
 */
public final class RestartApplication implements IApplication {

	private volatile Throwable failure;

	@Override
	public Object start(IApplicationContext context) throws Exception {
		List<String> arguments = List.of((String[]) context.getArguments().get(IApplicationContext.APPLICATION_ARGS));
		int at = Math.max(arguments.indexOf("leave"), arguments.indexOf("look"));
		boolean leave = arguments.get(at).equals("leave");
		Path file = Path.of(arguments.get(at + 1));
		Thread.ofPlatform().daemon().start(() -> {
			try {
				while (!PlatformUI.isWorkbenchRunning() || PlatformUI.getWorkbench().isStarting())
					Thread.sleep(20);
				PlatformUI.getWorkbench().getDisplay().asyncExec(() -> {
					try {
						Ui.settle();
						Files.write(file, leave ? leave() : look());
					} catch (Throwable e) {
						failure = e;
					} finally {
						PlatformUI.getWorkbench().close();
					}
				});
			} catch (InterruptedException e) {
				failure = e;
			}
		});
		Object code = new WorkbenchApplication().start(context);
		if (failure != null)
			throw new IllegalStateException(failure);
		return code;
	}

	private static List<String> leave() throws Exception {
		var experiment = Templates.find("blank").orElseThrow().experiment();
		ExperimentPaths.set(experiment, "analyses=[\"correlators\"]");
		ExperimentPaths.set(experiment, "sampling.draws=200");
		var project = Ui.project("kept");
		var file = project.getFile("net.p4ml");
		file.create(new ByteArrayInputStream(ExperimentFiles.toText(experiment).getBytes(StandardCharsets.UTF_8)), true, null);
		for (int k = 1; k <= 2; k++) {
			RunJob.of(file).schedule();
			Ui.until("the run", () -> Job.getJobManager().find(RunJob.FAMILY).length == 0);
			IFolder run = project.getFolder("runs/net-" + k);
			Ui.until("the workspace knows the run", () -> run.getFile("findings.json").exists());
		}
		var comparison = (CompareView) Ui.page().showView(CompareView.ID);
		comparison.compare(List.of(project.getFolder("runs/net-1").getLocation().toPath(), project.getFolder("runs/net-2").getLocation().toPath()));
		IDE.openEditor(Ui.page(), file);
		RunEditor.open(Ui.page(), project.getFolder("runs/net-1").getLocation().toPath());
		((CommonNavigator) Ui.page().showView(ExperimentPerspective.EXPLORER)).selectReveal(new StructuredSelection(project.getFolder("runs/net-2")));
		Ui.page().activate(Ui.page().getActiveEditor());
		Ui.settle();
		return state();
	}

	private static List<String> look() throws Exception {
		Ui.until("the explorer's selection", () -> !selection().isEmpty());
		if (Ui.page().getActiveEditor() instanceof RunEditor run)
			Ui.until("the figure", () -> run.panel().chart().figure() != null);
		var comparison = (CompareView) Ui.page().showView(CompareView.ID);
		Ui.until("the comparison", () -> comparison.values().table().rows() > 0);
		return state();
	}

	/** What a user would want to find again. */
	private static List<String> state() throws Exception {
		List<String> state = new ArrayList<>();
		state.add("perspective " + Ui.page().getPerspective().getId());
		for (IEditorReference editor : Ui.page().getEditorReferences())
			state.add("editor " + editor.getId() + " " + editor.getEditorInput().getName());
		state.add("active " + Ui.page().getActiveEditor().getTitle());
		state.add("selected " + selection());
		var comparison = (CompareView) Ui.page().findView(CompareView.ID);
		state.add("compared " + comparison.paths());
		state.add("projects " + Arrays.toString(ResourcesPlugin.getWorkspace().getRoot().getProjects()));
		return state;
	}

	private static List<String> selection() {
		try {
			var explorer = (CommonNavigator) Ui.page().findView(ExperimentPerspective.EXPLORER);
			List<String> paths = new ArrayList<>();
			for (Object element : (IStructuredSelection) explorer.getCommonViewer().getSelection())
				paths.add(Adapters.adapt(element, IResource.class).getFullPath().toString());
			return paths;
		} catch (NullPointerException notYet) {
			return List.of();
		}
	}

	@Override
	public void stop() {
		// ends with the workbench
	}
}
