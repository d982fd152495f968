package org.physics4ml.workbench.internal.charts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Menu;
import org.physics4ml.core.run.Export;
import org.physics4ml.figures.FigureRenderer;
import org.physics4ml.figures.Size;
import org.physics4ml.figures.Theme;

/** What can be done with a figure: its context menu. */
public final class FigureActions {

	private FigureActions() {
	}

	static Menu menu(FindingsChart chart) {
		var manager = new MenuManager();
		manager.add(action("Export as SVG, with the Data…", () -> export(chart, "svg")));
		manager.add(action("Export as PNG, with the Data…", () -> export(chart, "png")));
		manager.add(action("Copy as Picture", () -> copyPicture(chart)));
		manager.add(action("Copy Data", () -> copyData(chart)));
		if (chart.figure().heatMap() == null)
			manager.add(action("Show All Points", chart::resetZoom));
		Menu menu = manager.createContextMenu(chart);
		menu.addListener(SWT.Hide, event -> chart.getDisplay().asyncExec(manager::dispose));
		return menu;
	}

	private static Action action(String text, Runnable run) {
		return new Action(text) {

			@Override
			public void run() {
				run.run();
			}
		};
	}

	private static void export(FindingsChart chart, String format) {
		var dialog = new FileDialog(chart.getShell(), SWT.SAVE);
		dialog.setText("Export Figure");
		dialog.setFileName(chart.stem() + "." + format);
		dialog.setFilterExtensions(new String[] { "*." + format });
		dialog.setOverwrite(true);
		String chosen = dialog.open();
		if (chosen == null)
			return;
		Path file = Path.of(chosen);
		try {
			export(chart, file);
		} catch (IOException e) {
			MessageDialog.openError(chart.getShell(), "Export Figure", file + " cannot be written: " + e.getMessage() + "\n\nChoose another folder.");
		}
	}

	/** Writes the figure as SVG or PNG, as the file's name ends, and its data as CSV beside it. */
	public static void export(FindingsChart chart, Path file) throws IOException {
		String name = file.getFileName().toString();
		int dot = name.lastIndexOf('.');
		byte[] picture = name.endsWith(".png") ? FigureRenderer.toPng(chart.figure(), chart.tables(), Theme.LIGHT, Size.COLUMN)
				: FigureRenderer.toSvg(chart.figure(), chart.tables(), Theme.LIGHT, Size.COLUMN).getBytes(StandardCharsets.UTF_8);
		Files.write(file, picture);
		Files.writeString(file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".csv"), Export.csv(FigureData.table(chart.figure(), chart.tables())));
	}

	private static void copyPicture(FindingsChart chart) {
		byte[] picture = FigureRenderer.toPng(chart.figure(), chart.tables(), Theme.LIGHT, Size.COLUMN);
		copy(chart, new ImageData(new ByteArrayInputStream(picture)), ImageTransfer.getInstance());
	}

	private static void copyData(FindingsChart chart) {
		copy(chart, FigureData.tabbed(FigureData.table(chart.figure(), chart.tables())), TextTransfer.getInstance());
	}

	private static void copy(FindingsChart chart, Object content, Transfer transfer) {
		var clipboard = new Clipboard(chart.getDisplay());
		clipboard.setContents(new Object[] { content }, new Transfer[] { transfer });
		clipboard.dispose();
	}
}
