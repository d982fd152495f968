package org.physics4ml.workbench.internal.runs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.physics4ml.core.findings.Column;
import org.physics4ml.core.findings.Table;
import org.physics4ml.core.run.Export;

/** A table of findings on the screen, quick for any number of rows: sorted by a click on a column, copied as CSV with all digits. */
public final class FindingsTable {

	private static final MathContext SHOWN = new MathContext(7);
	private static final int WIDEST = 420;
	/** Rows that are looked at for the width of a column. */
	private static final int SAMPLE = 200;

	private final org.eclipse.swt.widgets.Table widget;
	private Table table = new Table("", List.of());
	private Integer[] order = {};

	public FindingsTable(Composite parent) {
		widget = new org.eclipse.swt.widgets.Table(parent, SWT.VIRTUAL | SWT.FULL_SELECTION | SWT.MULTI | SWT.BORDER);
		widget.setHeaderVisible(true);
		widget.setLinesVisible(true);
		widget.addListener(SWT.SetData, event -> fill((TableItem) event.item, event.index));
		widget.addListener(SWT.KeyDown, event -> {
			if ((event.stateMask & SWT.MOD1) != 0 && (event.keyCode == 'c' || event.keyCode == 'C'))
				copy();
			if ((event.stateMask & SWT.MOD1) != 0 && (event.keyCode == 'a' || event.keyCode == 'A'))
				widget.selectAll();
		});
		var height = new int[1];
		widget.addListener(SWT.Resize, event -> { // rows that were filled while there was no room for them stay empty on GTK
			int now = widget.getSize().y;
			if (now > height[0])
				widget.clearAll();
			height[0] = now;
		});
		var menu = new MenuManager();
		menu.add(new Action("Copy as CSV\tCtrl+C") {

			@Override
			public void run() {
				copy();
			}
		});
		widget.setMenu(menu.createContextMenu(widget));
		widget.addListener(SWT.Dispose, event -> menu.dispose());
	}

	public org.eclipse.swt.widgets.Table widget() {
		return widget;
	}

	/** The table shown. */
	public Table table() {
		return table;
	}

	/** Shows a table; one with the same columns keeps their widths and the order of the rows where it can. */
	public void show(Table table) {
		boolean same = this.table.rows() > 0
				&& this.table.columns().stream().map(Column::name).toList().equals(table.columns().stream().map(Column::name).toList());
		this.table = table;
		widget.setRedraw(false);
		if (!same) {
			widget.removeAll(); // items do not outlive their columns: the toolkit makes a new model for these, and a switch of themes asks every item
			widget.setSortColumn(null);
			for (TableColumn column : widget.getColumns())
				column.dispose();
			columns();
		}
		sort();
		widget.setRedraw(true);
	}

	private void columns() {
		var gc = new GC(widget);
		for (Column column : table.columns()) {
			boolean number = !column.isText();
			var shown = new TableColumn(widget, number ? SWT.RIGHT : SWT.LEFT);
			String header = title(column);
			shown.setText(header);
			shown.setMoveable(true);
			int width = gc.textExtent(header).x + 24;
			for (int row = 0; row < Math.min(SAMPLE, table.rows()); row++)
				width = Math.max(width, gc.textExtent(text(column, row)).x + 20);
			shown.setWidth(Math.min(WIDEST, width));
			shown.addListener(SWT.Selection, event -> {
				boolean again = widget.getSortColumn() == shown;
				widget.setSortDirection(again && widget.getSortDirection() == SWT.UP ? SWT.DOWN : SWT.UP);
				widget.setSortColumn(shown);
				sort();
			});
		}
		gc.dispose();
	}

	/** Name of a column with its unit, unless that is 1. */
	private static String title(Column column) {
		return column.unit().isEmpty() || column.unit().equals(Column.DIMENSIONLESS) ? column.name() : column.name() + " [" + column.unit() + "]";
	}

	private void sort() {
		order = new Integer[table.rows()];
		Arrays.setAll(order, row -> row);
		if (widget.getSortColumn() != null) {
			Column column = table.columns().get(widget.indexOf(widget.getSortColumn()));
			Comparator<Integer> by = column.isText() ? Comparator.comparing(column::text) : Comparator.comparingDouble(column::number);
			Arrays.sort(order, widget.getSortDirection() == SWT.DOWN ? by.reversed() : by);
		}
		widget.setItemCount(order.length);
		widget.clearAll();
	}

	private void fill(TableItem item, int index) {
		if (index >= order.length)
			return;
		for (int k = 0; k < table.columns().size(); k++)
			item.setText(k, text(table.columns().get(k), order[index]));
	}

	/** A value with as many digits as a reader wants to see; the copy has all. */
	private String text(Column column, int row) {
		Object value = column.values().get(row);
		if (value instanceof Double number)
			return number(number);
		return column.text(row);
	}

	/** A number with seven digits at most. */
	static String number(double value) {
		if (Double.isNaN(value))
			return "";
		if (value == 0)
			return "0";
		var rounded = new BigDecimal(value).round(SHOWN).stripTrailingZeros();
		int decade = rounded.precision() - rounded.scale() - 1;
		String text = decade > 8 || decade < -4 ? rounded.movePointLeft(decade).stripTrailingZeros().toPlainString() + "E" + decade : rounded.toPlainString();
		return text.replace('-', '−');
	}

	/** The selected rows, or all, as CSV to the clipboard. */
	public void copy() {
		int[] chosen = widget.getSelectionIndices();
		Table part = table;
		if (chosen.length > 0)
			part = new Table(table.name(), table.columns().stream()
					.map(column -> new Column(column.name(), column.unit(), Arrays.stream(chosen).mapToObj(index -> column.values().get(order[index])).toList())).toList());
		String text = Export.csv(part);
		if (text.isEmpty())
			return;
		var clipboard = new Clipboard(widget.getDisplay());
		clipboard.setContents(new Object[] { text }, new Transfer[] { TextTransfer.getInstance() });
		clipboard.dispose();
	}
}
