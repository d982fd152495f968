package org.physics4ml.workbench.tests.ui;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.CTabFolder;
import org.eclipse.swt.custom.CTabItem;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.forms.widgets.ExpandableComposite;
import org.eclipse.ui.forms.widgets.FormText;
import org.eclipse.ui.forms.widgets.Hyperlink;
import org.eclipse.ui.forms.widgets.Section;
import org.eclipse.ui.handlers.IHandlerService;

/** Drives the workbench as a user does: finds widgets by what they show, sends them events, waits for what follows. For the UI thread. */
public final class Ui {

	/** Longest wait for something that must happen. */
	private static final long PATIENCE = 60_000_000_000L;

	private static final int FRAME_WIDTH = 6;
	private static final int FRAME_HEIGHT = 29;

	private Ui() {
	}

	public static IWorkbenchWindow window() {
		return PlatformUI.getWorkbench().getActiveWorkbenchWindow() == null ? PlatformUI.getWorkbench().getWorkbenchWindows()[0] : PlatformUI.getWorkbench().getActiveWorkbenchWindow();
	}

	public static IWorkbenchPage page() {
		return window().getActivePage();
	}

	// Waiting

	/** Handles events until the condition holds; fails with the description if it never does. */
	public static void until(String description, BooleanSupplier condition) {
		long end = System.nanoTime() + PATIENCE;
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > end) {
				screenshot("failed");
				fail("not in time: " + description);
			}
			step();
		}
	}

	/** Handles events until no job runs or waits but those of the system. */
	public static void settle() {
		pump(150);
		until("background work ends", () -> {
			for (Job job : Job.getJobManager().find(null))
				if (!job.isSystem() && (job.getState() == Job.RUNNING || job.getState() == Job.WAITING))
					return false;
			return true;
		});
		pump(150);
	}

	/** Handles events until none comes for a tenth of a second: all is drawn. */
	public static void quiet() {
		Display display = Display.getCurrent();
		long end = System.nanoTime() + PATIENCE / 20; // what blinks may never be quiet
		for (int idle = 0; idle < 10 && System.nanoTime() < end;)
			if (display.readAndDispatch())
				idle = 0;
			else {
				idle++;
				try {
					Thread.sleep(10);
				} catch (InterruptedException e) {
					throw new IllegalStateException(e);
				}
			}
	}

	/** Handles events for a while. */
	public static void pump(int milliseconds) {
		for (long end = System.nanoTime() + milliseconds * 1_000_000L; System.nanoTime() < end;)
			step();
	}

	private static void step() {
		Display display = Display.getCurrent();
		if (!display.readAndDispatch())
			try {
				Thread.sleep(3);
			} catch (InterruptedException e) {
				throw new IllegalStateException(e);
			}
	}

	// Finding

	/** All widgets of a type below a control, itself included, visible ones only. */
	public static <C extends Control> List<C> all(Control root, Class<C> type) {
		List<C> found = new ArrayList<>();
		collect(root, type, found);
		return found;
	}

	private static <C extends Control> void collect(Control control, Class<C> type, List<C> found) {
		if (control.isDisposed() || !(control instanceof Shell ? control.getVisible() : control.isVisible()) || control.getParent() instanceof ExpandableComposite folded && isFolded(folded, control))
			return;
		if (type.isInstance(control))
			found.add(type.cast(control));
		if (control instanceof Composite composite)
			for (Control child : composite.getChildren())
				collect(child, type, found);
	}

	private static boolean isFolded(ExpandableComposite section, Control control) {
		return !section.isExpanded() && section instanceof Section one && control == one.getClient();
	}

	/** The first widget that fits; waits for it. */
	public static <C extends Control> C find(Control root, Class<C> type, String description, Predicate<C> fits) {
		var found = new ArrayList<C>();
		until(type.getSimpleName() + " " + description, () -> {
			found.clear();
			all(root, type).stream().filter(fits).findFirst().ifPresent(found::add);
			return !found.isEmpty();
		});
		return found.getFirst();
	}

	/** The widget that carries an identifier under {@code key}, as set with {@link Control#setData(String, Object)}. */
	public static <C extends Control> C find(Control root, Class<C> type, String key, Object value) {
		return find(root, type, key + "=" + value, control -> value.equals(control.getData(key)));
	}

	public static Button button(Control root, String text) {
		return find(root, Button.class, text, button -> button.getText().replace("&", "").equals(text));
	}

	/** Waits until the form of an experiment is whole: it is built one section an event. */
	public static void form() {
		until("the whole form", () -> all(window().getShell(), Section.class).stream().anyMatch(section -> section.getText().equals("Optimiser")));
	}

	/** The topmost shell with a title. */
	public static Shell shell(String title) {
		var found = new ArrayList<Shell>();
		until("window " + title, () -> {
			found.clear();
			for (Shell shell : Display.getCurrent().getShells())
				if (!shell.isDisposed() && shell.isVisible() && shell.getText().equals(title))
					found.add(shell);
			return !found.isEmpty();
		});
		return found.getLast();
	}

	/** Everything a control and its children say, one piece a line. */
	public static String text(Control root) {
		var lines = new ArrayList<String>();
		for (Control control : all(root, Control.class))
			switch (control) {
			case Label label -> lines.add(label.getText());
			case Link link -> lines.add(link.getText());
			case Button button -> lines.add(button.getText());
			case Text text -> lines.add(text.getText());
			case Combo combo -> lines.add(combo.getText());
			case StyledText text -> lines.add(text.getText());
			case Hyperlink link -> lines.add(link.getText());
			case FormText form -> lines.add(form.getSelectionText());
			case Table table -> {
				for (TableItem item : table.getItems())
					lines.add(item.getText());
			}
			default -> {
			}
			}
		return String.join("\n", lines);
	}

	// Acting

	/** Replaces the text as typing does. */
	public static void type(Text text, String value) {
		text.setFocus();
		text.selectAll();
		text.insert(value);
		pump(20);
	}

	public static void click(Button button) {
		if ((button.getStyle() & (SWT.CHECK | SWT.TOGGLE)) != 0)
			button.setSelection(!button.getSelection());
		notify(button, SWT.Selection);
	}

	public static void click(ToolBar bar, String tip) {
		for (ToolItem item : bar.getItems())
			if (tip.equals(item.getToolTipText()) || tip.equals(item.getText())) {
				item.notifyListeners(SWT.Selection, new Event());
				return;
			}
		fail("no tool " + tip);
	}

	public static void select(Combo combo, String item) {
		int index = combo.indexOf(item);
		if (index < 0)
			fail("no item " + item + " among " + List.of(combo.getItems()));
		combo.select(index);
		notify(combo, SWT.Selection);
	}

	public static void notify(Control control, int type) {
		var event = new Event();
		event.widget = control;
		event.type = type;
		control.notifyListeners(type, event);
		pump(20);
	}

	/** Presses and releases a key in a control, as an event of its own. */
	public static void key(Control control, int keyCode, char character, int stateMask) {
		for (int type : new int[] { SWT.KeyDown, SWT.KeyUp }) {
			var event = new Event();
			event.type = type;
			event.keyCode = keyCode;
			event.character = character;
			event.stateMask = stateMask;
			control.notifyListeners(type, event);
		}
		pump(20);
	}

	/** Executes a command as its menu item or key does. */
	public static void command(String id) {
		try {
			window().getService(IHandlerService.class).executeCommand(id, null);
		} catch (Exception e) {
			fail("command " + id, e);
		}
		pump(50);
	}

	/** Runs an action that sooner or later opens a dialog, which blocks until it closes; the steps drive the dialog once it is there. */
	public static void dialog(Runnable opens, Runnable steps) {
		ErrorDialog.AUTOMATED_MODE = false; // the test harness would have them not shown
		Display display = Display.getCurrent();
		Set<Shell> before = Set.of(display.getShells());
		long end = System.nanoTime() + PATIENCE;
		var driven = new boolean[1];
		var failure = new Throwable[1];
		display.timerExec(50, new Runnable() {
			@Override
			public void run() {
				boolean open = Arrays.stream(display.getShells()).anyMatch(shell -> shell.isVisible() && !before.contains(shell) && !shell.getText().isEmpty());
				if (!open && System.nanoTime() < end) {
					display.timerExec(50, this); // in the innermost event loop, the dialog's own when it is there
					return;
				}
				try {
					pump(150);
					steps.run();
				} catch (Throwable e) {
					failure[0] = e;
					screenshot("failed");
					for (Shell shell : display.getShells())
						if (!shell.isDisposed() && shell.isVisible() && !before.contains(shell))
							shell.close();
				}
				driven[0] = true;
			}
		});
		opens.run();
		until("the dialog is driven", () -> driven[0]);
		if (failure[0] instanceof Error error)
			throw error;
		if (failure[0] != null)
			throw new IllegalStateException(failure[0]);
	}

	/** Chooses a page of an editor by the text of its tab. */
	public static void tab(Control root, String text) {
		CTabFolder folder = find(root, CTabFolder.class, "with tab " + text, tabs -> Arrays.stream(tabs.getItems()).anyMatch(item -> item.getText().equals(text)));
		for (CTabItem item : folder.getItems())
			if (item.getText().equals(text)) {
				folder.setSelection(item);
				var event = new Event();
				event.item = item;
				folder.notifyListeners(SWT.Selection, event);
			}
		pump(50);
	}

	/** Presses a button that opens a menu, and chooses an item of it. */
	public static void menu(Button button, String item) {
		Display display = Display.getCurrent();
		var chosen = new boolean[1];
		Listener choose = event -> {
			for (MenuItem each : ((Menu) event.widget).getItems())
				if (each.getText().replace("&", "").equals(item)) {
					chosen[0] = true;
					each.notifyListeners(SWT.Selection, new Event());
				}
			display.asyncExec(() -> {
				if (!event.widget.isDisposed())
					((Menu) event.widget).setVisible(false);
			});
		};
		display.addFilter(SWT.Show, choose);
		try {
			notify(button, SWT.Selection);
			until("item " + item + " of the menu", () -> chosen[0]);
		} finally {
			display.removeFilter(SWT.Show, choose);
		}
		pump(100);
	}

	/** All items of a tree that are shown, each with its ancestors: {@code project/experiment.p4ml}. */
	public static TreeItem item(Tree tree, String... path) {
		var found = new TreeItem[1];
		until("item " + String.join("/", path), () -> {
			found[0] = descend(tree.getItems(), path, 0);
			return found[0] != null;
		});
		return found[0];
	}

	private static TreeItem descend(TreeItem[] items, String[] path, int depth) {
		for (TreeItem item : items)
			if (item.getText().equals(path[depth]) || item.getText().startsWith(path[depth] + " ")) {
				if (depth == path.length - 1)
					return item;
				if (!item.getExpanded()) {
					var event = new Event();
					event.item = item;
					item.getParent().notifyListeners(SWT.Expand, event);
					item.setExpanded(true);
				}
				return descend(item.getItems(), path, depth + 1);
			}
		return null;
	}

	// Workspace

	/** An empty project; an earlier one of the name is deleted. */
	public static IProject project(String name) {
		try {
			IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(name);
			if (project.exists())
				project.delete(true, true, null);
			project.create(null);
			project.open(null);
			return project;
		} catch (CoreException e) {
			throw new IllegalStateException(e);
		}
	}

	// Pictures

	/** Photographs the whole screen into {@code target/screenshots}. */
	public static Path screenshot(String name) {
		return screenshot(Path.of("target/screenshots", name + ".png"));
	}

	/** Photographs the whole screen. */
	public static Path screenshot(Path file) {
		Display display = Display.getCurrent();
		var bounds = display.getBounds();
		Image image = new Image(display, bounds.width, bounds.height);
		GC gc = new GC(display);
		gc.copyArea(image, 0, 0);
		gc.dispose();
		ImageData data = image.getImageData();
		image.dispose();
		var loader = new ImageLoader();
		loader.data = new ImageData[] { data };
		try {
			Files.createDirectories(file.getParent());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		loader.save(file.toString(), SWT.IMAGE_PNG);
		return file;
	}

	/** Texts of labels and buttons that have less room than they need. */
	public static List<String> cutOff(Control root) {
		List<String> cut = new ArrayList<>();
		for (Control control : all(root, Control.class)) {
			String text = switch (control) {
			case Label label when (label.getStyle() & SWT.SEPARATOR) == 0 && label.getImage() == null -> label.getText();
			case Button button -> button.getText();
			case Link link -> link.getText();
			default -> "";
			};
			var size = control.getSize();
			if (text.isBlank() || size.x == 0 || size.y == 0)
				continue;
			boolean wraps = (control.getStyle() & SWT.WRAP) != 0;
			var needed = control.computeSize(wraps ? size.x : SWT.DEFAULT, SWT.DEFAULT);
			if (needed.y > size.y + 1 || !wraps && needed.x > size.x + 1 || wraps && control.getLocation().x + size.x > control.getParent().getSize().x + 1
					|| !wraps && control.getLocation().x + needed.x > control.getParent().getSize().x + 1)
				cut.add(text + " (" + size.x + " x " + size.y + " of " + needed.x + " x " + needed.y + ")");
		}
		return cut;
	}

	/** Makes the window as large as the screen, 1400 x 900: without a window manager the toolkit takes off a frame that there is not. */
	public static void fill() {
		Shell shell = window().getShell();
		var screen = shell.getDisplay().getBounds();
		shell.setBounds(0, 0, screen.width + FRAME_WIDTH, screen.height + FRAME_HEIGHT);
		pump(200);
	}

	/** Mean brightness of a screenshot, 0 black, 1 white. */
	public static double brightness(Path screenshot) {
		ImageData data = new ImageData(screenshot.toString());
		double sum = 0;
		int count = 0;
		for (int y = 0; y < data.height; y += 20)
			for (int x = 0; x < data.width; x += 20) {
				sum += data.palette.getRGB(data.getPixel(x, y)).getHSB()[2];
				count++;
			}
		return sum / count;
	}

	/** How many different colours a screenshot has: one only if nothing was drawn. */
	public static long colours(Path screenshot) {
		ImageData data = new ImageData(screenshot.toString());
		var colours = new java.util.HashSet<Integer>();
		for (int y = 0; y < data.height; y += 3)
			for (int x = 0; x < data.width; x += 3)
				colours.add(data.getPixel(x, y));
		return colours.size();
	}
}
