package org.physics4ml.workbench.internal.shell;

import org.eclipse.jface.action.GroupMarker;
import org.eclipse.jface.action.IAction;
import org.eclipse.jface.action.ICoolBarManager;
import org.eclipse.jface.action.IMenuManager;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.action.ToolBarContributionItem;
import org.eclipse.jface.action.ToolBarManager;
import org.eclipse.swt.SWT;
import org.eclipse.ui.IWorkbenchActionConstants;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.actions.ActionFactory;
import org.eclipse.ui.actions.ContributionItemFactory;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;

/** The frame of the menus with the platform's own commands; ours come to it from {@code plugin.xml}. */
final class MenuAdvisor extends ActionBarAdvisor {

	private static final String ADDITIONS = IWorkbenchActionConstants.MB_ADDITIONS;

	private IWorkbenchWindow window;

	MenuAdvisor(IActionBarConfigurer configurer) {
		super(configurer);
	}

	@Override
	protected void makeActions(IWorkbenchWindow workbenchWindow) {
		window = workbenchWindow;
	}

	@Override
	protected void fillMenuBar(IMenuManager bar) {
		var file = menu(bar, "&File", IWorkbenchActionConstants.M_FILE);
		file.add(new GroupMarker(IWorkbenchActionConstants.NEW_EXT));
		add(file, ActionFactory.NEW);
		file.add(new Separator());
		add(file, ActionFactory.CLOSE, ActionFactory.CLOSE_ALL);
		file.add(new Separator());
		add(file, ActionFactory.SAVE, ActionFactory.SAVE_AS, ActionFactory.SAVE_ALL, ActionFactory.REVERT);
		file.add(new Separator());
		add(file, ActionFactory.RENAME, ActionFactory.REFRESH);
		file.add(new Separator());
		add(file, ActionFactory.IMPORT, ActionFactory.EXPORT);
		file.add(new Separator(ADDITIONS));
		file.add(ContributionItemFactory.REOPEN_EDITORS.create(window));
		file.add(new Separator());
		add(file, ActionFactory.QUIT);

		var edit = menu(bar, "&Edit", IWorkbenchActionConstants.M_EDIT);
		add(edit, ActionFactory.UNDO, ActionFactory.REDO);
		edit.add(new Separator());
		add(edit, ActionFactory.CUT, ActionFactory.COPY, ActionFactory.PASTE);
		edit.add(new Separator());
		add(edit, ActionFactory.DELETE, ActionFactory.SELECT_ALL);
		edit.add(new Separator());
		add(edit, ActionFactory.FIND);
		edit.add(new Separator(ADDITIONS));

		var run = menu(bar, "&Run", "run");
		run.add(new GroupMarker("start"));
		run.add(new Separator(ADDITIONS));

		var views = menu(bar, "&Window", IWorkbenchActionConstants.M_WINDOW);
		var perspectives = new MenuManager("&Perspective", "perspectives");
		perspectives.add(ContributionItemFactory.PERSPECTIVES_SHORTLIST.create(window));
		views.add(perspectives);
		var show = new MenuManager("Show &View", "showView");
		show.add(ContributionItemFactory.VIEWS_SHORTLIST.create(window));
		views.add(show);
		views.add(new Separator());
		add(views, ActionFactory.RESET_PERSPECTIVE);
		views.add(new Separator(ADDITIONS));
		add(views, ActionFactory.PREFERENCES);

		bar.add(new GroupMarker(ADDITIONS));
		var help = menu(bar, "&Help", IWorkbenchActionConstants.M_HELP);
		add(help, ActionFactory.HELP_CONTENTS, ActionFactory.HELP_SEARCH, ActionFactory.DYNAMIC_HELP);
		help.add(new Separator(ADDITIONS));
		add(help, ActionFactory.ABOUT);
	}

	@Override
	protected void fillCoolBar(ICoolBarManager bar) {
		bar.add(new GroupMarker("start"));
		var file = new ToolBarManager(bar.getStyle() | SWT.BOTTOM);
		file.add(new GroupMarker(IWorkbenchActionConstants.NEW_EXT));
		file.add(action(ActionFactory.SAVE));
		bar.add(new ToolBarContributionItem(file, IWorkbenchActionConstants.TOOLBAR_FILE));
		bar.add(new GroupMarker(ADDITIONS));
	}

	private static MenuManager menu(IMenuManager bar, String label, String id) {
		var menu = new MenuManager(label, id);
		bar.add(menu);
		return menu;
	}

	private void add(IMenuManager menu, ActionFactory... factories) {
		for (var factory : factories)
			menu.add(action(factory));
	}

	private IAction action(ActionFactory factory) {
		var known = getAction(factory.getId());
		if (known != null)
			return known;
		var action = factory.create(window);
		register(action);
		return action;
	}
}
