package org.physics4ml.workbench.internal.editor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.CellEditor;
import org.eclipse.jface.viewers.CellLabelProvider;
import org.eclipse.jface.viewers.EditingSupport;
import org.eclipse.jface.viewers.ILazyContentProvider;
import org.eclipse.jface.viewers.TableViewer;
import org.eclipse.jface.viewers.TableViewerColumn;
import org.eclipse.jface.viewers.TextCellEditor;
import org.eclipse.jface.viewers.ViewerCell;
import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.physics4ml.model.Json;
import org.physics4ml.model.Problem;

/** A table of points, one row a point, one column a coordinate. Takes what a spreadsheet puts on the clipboard. */
final class PointsField extends Field {

	private static final int VISIBLE_ROWS = 5;

	private final Composite area;
	private final TableViewer viewer;
	private final Table table;
	private final String symbol;
	private final Button remove;
	private final Button narrower;
	private List<List<Object>> rows = List.of();

	/** @param symbol of the columns */
	PointsField(ExperimentForm form, Composite parent, String path, String symbol) {
		super(form, path);
		this.symbol = symbol;
		area = form.toolkit().createComposite(parent);
		area.setLayout(GridLayoutFactory.fillDefaults().numColumns(2).create());
		viewer = new TableViewer(area, SWT.BORDER | SWT.VIRTUAL | SWT.MULTI | SWT.FULL_SELECTION | SWT.H_SCROLL | SWT.V_SCROLL);
		table = viewer.getTable();
		table.setHeaderVisible(true);
		table.setLinesVisible(true);
		var data = new GridData(SWT.FILL, SWT.FILL, true, false);
		data.heightHint = VISIBLE_ROWS * table.getItemHeight() + table.getHeaderHeight();
		data.widthHint = 200;
		table.setLayoutData(data);
		viewer.setUseHashlookup(true);
		viewer.setContentProvider((ILazyContentProvider) index -> viewer.replace(Integer.valueOf(index), index));
		var column = new TableViewerColumn(viewer, SWT.RIGHT);
		column.getColumn().setWidth(50);
		column.setLabelProvider(new CellLabelProvider() {
			@Override
			public void update(ViewerCell cell) {
				cell.setText(cell.getElement().toString());
			}
		});
		table.addListener(SWT.KeyDown, event -> {
			if (event.keyCode == 'v' && (event.stateMask & SWT.MOD1) != 0)
				paste();
			else if (event.keyCode == 'c' && (event.stateMask & SWT.MOD1) != 0)
				copy();
			else if (event.keyCode == SWT.DEL)
				remove();
		});
		table.addListener(SWT.Selection, event -> enable());

		Composite buttons = form.toolkit().createComposite(area);
		buttons.setLayoutData(new GridData(SWT.LEFT, SWT.TOP, false, false));
		var layout = new RowLayout(SWT.VERTICAL);
		layout.fill = true;
		layout.marginTop = 0;
		buttons.setLayout(layout);
		button(buttons, "Add Row", "Add a point", this::add);
		remove = button(buttons, "Remove", "Remove the selected points", this::remove);
		button(buttons, "Paste", "Replace the points by the numbers on the clipboard: rows of a spreadsheet, or lines with numbers between tabs, commas or blanks", this::paste);
		button(buttons, "Wider", "Add a coordinate to every point", () -> resize(1));
		narrower = button(buttons, "Narrower", "Remove the last coordinate of every point", () -> resize(-1));
		bind(table);
	}

	private Button button(Composite parent, String text, String tip, Runnable action) {
		Button button = form.toolkit().createButton(parent, text, SWT.PUSH);
		button.setToolTipText(tip);
		button.addListener(SWT.Selection, event -> action.run());
		return button;
	}

	Composite area() {
		return area;
	}

	@Override
	void show(Object value) {
		List<List<Object>> next = new ArrayList<>();
		if (value instanceof List<?> points)
			for (Object point : points)
				next.add(point instanceof List<?> coordinates ? new ArrayList<>(coordinates) : new ArrayList<>(Arrays.asList(point)));
		if (next.equals(rows) && table.getColumnCount() > 1)
			return;
		rows = next;
		columns(Math.max(1, rows.stream().mapToInt(List::size).max().orElse(1)));
		viewer.setItemCount(rows.size());
		viewer.refresh();
		table.setToolTipText(rows.isEmpty() ? "No points: add a row, or paste rows of numbers." : null);
		enable();
	}

	private void columns(int count) {
		while (table.getColumnCount() - 1 > count)
			table.getColumn(table.getColumnCount() - 1).dispose();
		for (int i = table.getColumnCount() - 1; i < count; i++) {
			int coordinate = i;
			var column = new TableViewerColumn(viewer, SWT.RIGHT);
			TableColumn header = column.getColumn();
			header.setText(count == 1 && i == 0 ? symbol : symbol + subscript(i + 1));
			header.setWidth(90);
			column.setLabelProvider(new CellLabelProvider() {
				@Override
				public void update(ViewerCell cell) {
					cell.setText(text(cell.getElement(), coordinate));
				}
			});
			column.setEditingSupport(new Cell(coordinate));
		}
		for (int i = 1; i < table.getColumnCount(); i++)
			table.getColumn(i).setText(count == 1 ? symbol : symbol + subscript(i));
	}

	private static String subscript(int number) {
		return String.valueOf(number).chars().collect(StringBuilder::new, (text, digit) -> text.append((char) ('₀' + digit - '0')), StringBuilder::append).toString();
	}

	private String text(Object element, int coordinate) {
		int row = (Integer) element;
		return row < rows.size() && coordinate < rows.get(row).size() ? Json.valueText(rows.get(row).get(coordinate)) : "";
	}

	private void enable() {
		remove.setEnabled(table.getSelectionCount() > 0);
		narrower.setEnabled(rows.stream().anyMatch(row -> row.size() > 1));
	}

	private void add() {
		var points = copyOfRows();
		int dimension = points.isEmpty() ? 1 : points.getLast().size();
		points.add(new ArrayList<>(Collections.nCopies(dimension, 0L)));
		apply(points);
		table.setSelection(rows.size() - 1);
		table.showSelection();
		enable();
	}

	private void remove() {
		var points = copyOfRows();
		int[] selected = table.getSelectionIndices();
		Arrays.sort(selected);
		for (int i = selected.length - 1; i >= 0; i--)
			points.remove(selected[i]);
		table.deselectAll();
		apply(points);
	}

	private void resize(int step) {
		var points = copyOfRows();
		for (List<Object> point : points)
			if (step > 0)
				point.add(0L);
			else if (point.size() > 1)
				point.removeLast();
		apply(points);
	}

	private void paste() {
		var clipboard = new Clipboard(table.getDisplay());
		try {
			Object text = clipboard.getContents(TextTransfer.getInstance());
			if (!(text instanceof String numbers)) {
				refuse(new Problem("", path, "the clipboard holds no text", "copy rows of numbers first"));
				return;
			}
			List<List<Object>> points = new ArrayList<>();
			for (List<Double> row : PastedNumbers.parse(numbers))
				points.add(new ArrayList<>(row.stream().map(Json::number).toList()));
			apply(points);
		} catch (IllegalArgumentException e) {
			refuse(new Problem("", path, "nothing was pasted: " + e.getMessage(), "copy rows of numbers, one point a row"));
		} finally {
			clipboard.dispose();
		}
	}

	private void copy() {
		var lines = new ArrayList<String>();
		for (int row : table.getSelectionIndices())
			lines.add(String.join("\t", rows.get(row).stream().map(Json::valueText).toList()));
		if (lines.isEmpty())
			return;
		var clipboard = new Clipboard(table.getDisplay());
		clipboard.setContents(new Object[] { String.join("\n", lines) }, new TextTransfer[] { TextTransfer.getInstance() });
		clipboard.dispose();
	}

	private List<List<Object>> copyOfRows() {
		List<List<Object>> copy = new ArrayList<>();
		for (List<Object> row : rows)
			copy.add(new ArrayList<>(row));
		return copy;
	}

	private final class Cell extends EditingSupport {

		private final int coordinate;
		private final CellEditor editor = new TextCellEditor(table, SWT.RIGHT);

		Cell(int coordinate) {
			super(viewer);
			this.coordinate = coordinate;
		}

		@Override
		protected CellEditor getCellEditor(Object element) {
			return editor;
		}

		@Override
		protected boolean canEdit(Object element) {
			return true;
		}

		@Override
		protected Object getValue(Object element) {
			return text(element, coordinate);
		}

		@Override
		protected void setValue(Object element, Object value) {
			int row = (Integer) element;
			if (value.equals(text(element, coordinate)))
				return;
			var points = copyOfRows();
			try {
				Number number = Json.number(Double.parseDouble(value.toString().strip()));
				while (points.get(row).size() <= coordinate)
					points.get(row).add(0L);
				points.get(row).set(coordinate, number);
				apply(points);
			} catch (IllegalArgumentException e) {
				refuse(new Problem("", path + "[" + row + "]", Problem.quote(value.toString()) + " is not a number", "give a finite number"));
			}
		}
	}
}
