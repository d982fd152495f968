package org.physics4ml.workbench.internal.shell;

import java.util.Map;

import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IAdaptable;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.resource.ImageDescriptor;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.eclipse.ui.ide.IDE;
import org.physics4ml.workbench.ExperimentPerspective;
import org.physics4ml.workbench.internal.problems.Validation;

/** Sets the workbench up and keeps its workspace. */
public final class Advisor extends WorkbenchAdvisor {

	/** Images that the platform's views ask the product for, by name. */
	private static final Map<String, String> IMAGES = Map.of(
			IDE.SharedImages.IMG_OBJ_PROJECT, "obj16/prj_obj.svg",
			IDE.SharedImages.IMG_OBJ_PROJECT_CLOSED, "obj16/cprj_obj.svg",
			"IMG_OBJS_ERROR_PATH", "obj16/error_tsk.svg",
			"IMG_OBJS_WARNING_PATH", "obj16/warn_tsk.svg",
			"IMG_OBJS_INFO_PATH", "obj16/info_tsk.svg",
			"IMG_OBJS_FIXABLE_ERROR", "obj16/quickfix_error_obj.svg",
			"IMG_OBJS_FIXABLE_WARNING", "obj16/quickfix_warning_obj.svg",
			"IMG_ELCL_QUICK_FIX_ENABLED", "elcl16/smartmode_co.svg",
			"IMG_DLGBAN_QUICKFIX_DLG", "wizban/quick_fix.svg");

	@Override
	public void initialize(IWorkbenchConfigurer configurer) {
		configurer.setSaveAndRestore(true);
		IDE.registerAdapters();
		IMAGES.forEach((name, path) -> configurer.declareImage(name, ImageDescriptor.createFromURL(Platform.getBundle("org.eclipse.ui.ide").getEntry("icons/full/" + path)), true));
	}

	@Override
	public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
		return new WindowAdvisor(configurer);
	}

	@Override
	public String getInitialWindowPerspectiveId() {
		return ExperimentPerspective.ID;
	}

	@Override
	public IAdaptable getDefaultPageInput() {
		return ResourcesPlugin.getWorkspace().getRoot();
	}

	@Override
	public void postStartup() {
		ICoreRunnable refresh = monitor -> ResourcesPlugin.getWorkspace().getRoot().refreshLocal(IResource.DEPTH_INFINITE, monitor);
		Job.create("Looking for changed files", refresh).schedule();
		Validation.get().start();
	}

	@Override
	public boolean preShutdown() {
		Validation.get().stop();
		return true;
	}

	@Override
	public void postShutdown() {
		try {
			ResourcesPlugin.getWorkspace().save(true, null);
		} catch (CoreException e) {
			ILog.of(Advisor.class).log(e.getStatus());
		}
	}
}
