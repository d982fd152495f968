package org.physics4ml.workbench.internal.editor;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.emf.common.command.AbstractCommand;
import org.eclipse.emf.common.command.BasicCommandStack;
import org.eclipse.emf.ecore.resource.Resource;
import org.eclipse.emf.ecore.resource.impl.ResourceImpl;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.eclipse.emf.edit.domain.AdapterFactoryEditingDomain;
import org.eclipse.emf.edit.domain.EditingDomain;
import org.eclipse.emf.edit.provider.ReflectiveItemProviderAdapterFactory;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Experiment;

/**
 * An experiment while it is edited: its text, and what the text means. Whatever changes it, a field of the form, typing in the source,
 * the file on disk, is one step on one command stack and can be taken back. For the UI thread.
 */
final class Draft {

	/**
	 * A state that the editor can be in; never changed.
	 *
	 * @param text       the file's content
	 * @param experiment what it means; null while the text cannot be read
	 * @param problems   why it cannot be read; else empty
	 */
	record State(String text, Experiment experiment, List<Problem> problems) {

		static State of(String text, String file) {
			try {
				return new State(text, ExperimentFiles.load(text, file), List.of());
			} catch (InvalidExperimentException unreadable) {
				return new State(text, null, unreadable.problems());
			}
		}
	}

	/** A change to an experiment. */
	interface Change {

		/** @throws InvalidExperimentException if it cannot be made; nothing is changed then */
		void apply(Experiment experiment) throws InvalidExperimentException;
	}

	private final class Step extends AbstractCommand {

		private final State before = state;
		private final State after;

		Step(String label, State after) {
			super(label);
			this.after = after;
		}

		@Override
		protected boolean prepare() {
			return true;
		}

		@Override
		public void execute() {
			enter(after);
		}

		@Override
		public void undo() {
			enter(before);
		}

		@Override
		public void redo() {
			enter(after);
		}
	}

	private final BasicCommandStack stack = new BasicCommandStack();
	private final EditingDomain domain = new AdapterFactoryEditingDomain(new ReflectiveItemProviderAdapterFactory(), stack);
	private final Resource resource = new ResourceImpl();
	private final List<Runnable> listeners = new ArrayList<>();
	private String file;
	private State state;

	/** @param file name for messages */
	Draft(String text, String file) {
		this.file = file;
		domain.getResourceSet().getResources().add(resource);
		start(text, file);
	}

	/** Begins anew without a history. */
	void start(String text, String newFile) {
		file = newFile;
		stack.flush();
		enter(State.of(text, file));
		stack.saveIsDone();
	}

	EditingDomain domain() {
		return domain;
	}

	BasicCommandStack stack() {
		return stack;
	}

	String file() {
		return file;
	}

	State state() {
		return state;
	}

	/** Called after every change of the state. */
	void onChange(Runnable listener) {
		listeners.add(listener);
	}

	boolean isDirty() {
		return stack.isSaveNeeded();
	}

	/**
	 * Changes the experiment. A change that changes nothing leaves no step behind.
	 *
	 * @throws InvalidExperimentException if the change cannot be made, or the text cannot be read at the moment
	 */
	void edit(String label, Change change) throws InvalidExperimentException {
		if (state.experiment == null)
			throw new InvalidExperimentException(state.problems);
		Experiment changed = EcoreUtil.copy(state.experiment);
		change.apply(changed);
		String text = ExperimentFiles.toText(changed);
		if (!text.equals(ExperimentFiles.toText(state.experiment)))
			stack.execute(new Step(label, new State(text, changed, List.of())));
	}

	/** Replaces the text, whether it can be read or not. */
	void replace(String label, String text) {
		if (!text.equals(state.text))
			stack.execute(new Step(label, State.of(text, file)));
	}

	private void enter(State next) {
		state = next;
		resource.getContents().clear();
		if (next.experiment != null)
			resource.getContents().add(next.experiment);
		List.copyOf(listeners).forEach(Runnable::run);
	}
}
