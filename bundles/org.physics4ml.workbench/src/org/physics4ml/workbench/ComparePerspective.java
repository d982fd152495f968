package org.physics4ml.workbench;

import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.IPerspectiveFactory;

/** Look at runs side by side. */
public final class ComparePerspective implements IPerspectiveFactory {

	public static final String ID = "org.physics4ml.workbench.compare";
	public static final String COMPARISON = "org.physics4ml.workbench.compareView";

	@Override
	public void createInitialLayout(IPageLayout layout) {
		layout.addView(ExperimentPerspective.EXPLORER, IPageLayout.LEFT, 0.22f, IPageLayout.ID_EDITOR_AREA);
		layout.addView(COMPARISON, IPageLayout.TOP, 0.95f, IPageLayout.ID_EDITOR_AREA);
		layout.setEditorAreaVisible(false);
		layout.addShowViewShortcut(ExperimentPerspective.EXPLORER);
		layout.addShowViewShortcut(COMPARISON);
		layout.addPerspectiveShortcut(ExperimentPerspective.ID);
		layout.setEditorOnboardingText("Select two or more runs in the Project Explorer, then choose Compare in their context menu.");
		layout.setEditorOnboardingImageUri("platform:/plugin/org.physics4ml.workbench/icons/physics4ml-128.png");
	}
}
