package org.physics4ml.workbench.internal.editor;

import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.jface.text.Document;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocumentListener;
import org.eclipse.jface.text.IRegion;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.source.CompositeRuler;
import org.eclipse.jface.text.source.LineNumberRulerColumn;
import org.eclipse.jface.text.source.SourceViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** The text of the experiment's file. Typing is applied to the draft after a pause, as one step of its history. */
final class SourcePage {

	private static final int PAUSE = 500;

	private final Draft draft;
	private final Runnable typed;
	private final SourceViewer viewer;
	private final Document document = new Document();
	private final Runnable pause = this::commit;
	private boolean showing;

	SourcePage(Composite parent, Draft draft, Runnable typed) {
		this.draft = draft;
		this.typed = typed;
		var ruler = new CompositeRuler();
		var numbers = new LineNumberRulerColumn();
		numbers.setForeground(JFaceResources.getColorRegistry().get("QUALIFIER_COLOR"));
		ruler.addDecorator(0, numbers);
		viewer = new SourceViewer(parent, ruler, SWT.H_SCROLL | SWT.V_SCROLL);
		viewer.setDocument(document);
		viewer.getTextWidget().setFont(JFaceResources.getTextFont());
		viewer.getTextWidget().setTabs(4);
		var text = viewer.getTextWidget();
		Colours.identify(text, Colours.SOURCE);
		Colours.follow(text, () -> {
			numbers.setBackground(text.getBackground());
			numbers.redraw();
		});
		PlatformUI.getWorkbench().getHelpSystem().setHelp(viewer.getControl(), "org.physics4ml.workbench.source");
		document.addDocumentListener(new IDocumentListener() {
			@Override
			public void documentAboutToBeChanged(DocumentEvent event) {
				// only what it became matters
			}

			@Override
			public void documentChanged(DocumentEvent event) {
				if (showing)
					return;
				typed.run();
				Display.getCurrent().timerExec(PAUSE, pause);
			}
		});
		viewer.getTextWidget().addDisposeListener(event -> event.display.timerExec(-1, pause));
		draft.onChange(this::show);
		show();
	}

	Control control() {
		return viewer.getControl();
	}

	SourceViewer viewer() {
		return viewer;
	}

	boolean isPending() {
		return !document.get().equals(draft.state().text());
	}

	/** Applies what was typed. */
	void commit() {
		if (viewer.getControl() == null || viewer.getControl().isDisposed() || !isPending())
			return;
		Display.getCurrent().timerExec(-1, pause);
		draft.replace("Typing", document.get());
	}

	/** Takes over the draft's text, changing only what differs, so that the caret stays. */
	private void show() {
		if (viewer.getControl() == null || viewer.getControl().isDisposed())
			return;
		String from = document.get();
		String to = draft.state().text();
		if (from.equals(to))
			return;
		int head = 0;
		int most = Math.min(from.length(), to.length());
		while (head < most && from.charAt(head) == to.charAt(head))
			head++;
		int tail = 0;
		while (tail < most - head && from.charAt(from.length() - 1 - tail) == to.charAt(to.length() - 1 - tail))
			tail++;
		showing = true;
		try {
			document.replace(head, from.length() - head - tail, to.substring(head, to.length() - tail));
		} catch (BadLocationException e) {
			throw new IllegalStateException(e); // head and tail are inside both texts
		} finally {
			showing = false;
		}
	}

	void readOnly(boolean on) {
		viewer.setEditable(!on);
	}

	/** Selects a line, counted from 1. */
	void reveal(int line) {
		try {
			IRegion region = document.getLineInformation(Math.clamp(line, 1, document.getNumberOfLines()) - 1);
			viewer.setSelectedRange(region.getOffset(), region.getLength());
			viewer.revealRange(region.getOffset(), region.getLength());
		} catch (BadLocationException e) {
			throw new IllegalStateException(e); // the line is clamped
		}
	}
}
