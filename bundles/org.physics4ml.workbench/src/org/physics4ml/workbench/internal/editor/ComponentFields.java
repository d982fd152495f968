package org.physics4ml.workbench.internal.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Link;
import org.physics4ml.core.contribution.ContributionException;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.ParameterDeclaration;
import org.physics4ml.model.Json;
import org.physics4ml.workbench.internal.Installed;

/**
 * The fields of a component's parameters, made from its declaration, with what it is, its formula and its literature. A component that is not
 * installed is shown as it is, read-only.
 */
final class ComponentFields {

	private record Shown(String path, String id, Declaration declaration, List<String> undeclared) {
	}

	private final ExperimentForm form;
	private final Kind kind;
	private final Composite parent;
	private Shown shown;

	/** @param parent with three columns: label, control, hint */
	ComponentFields(ExperimentForm form, Kind kind, Composite parent) {
		this.form = form;
		this.kind = kind;
		this.parent = parent;
	}

	/**
	 * @param path      of the component
	 * @param component its JSON; null where there is none
	 * @return whether there are other controls now
	 */
	boolean show(String path, Map<?, ?> component) {
		if (component == null) {
			boolean cleared = shown != null;
			clear();
			shown = null;
			return cleared;
		}
		String id = String.valueOf(component.get("id"));
		Optional<Declaration> declaration = Installed.find(kind, id);
		List<String> undeclared = new ArrayList<>();
		for (Object name : component.keySet())
			if (!name.equals("id") && !name.equals("name") && declaration.flatMap(known -> known.parameter((String) name)).isEmpty())
				undeclared.add((String) name);
		var next = new Shown(path, id, declaration.orElse(null), declaration.isPresent() ? undeclared : List.of());
		if (next.equals(shown))
			return false;
		clear();
		shown = next;
		if (declaration.isPresent())
			build(path, declaration.get(), undeclared);
		else
			buildUnknown(id, component);
		return true;
	}

	private void clear() {
		for (Control child : parent.getChildren())
			child.dispose();
	}

	private void build(String path, Declaration declaration, List<String> undeclared) {
		wrapped(declaration.summary());
		if (!declaration.formula().isEmpty())
			formula(declaration.formula());
		for (ParameterDeclaration parameter : declaration.parameters()) {
			Label label = form.label(parent, Texts.label(parameter), parameter.description());
			Control control = field(path + "." + parameter.name(), parameter).control();
			control.setToolTipText(parameter.description());
			label.setToolTipText(parameter.description());
			form.fill(control);
			form.hint(parent, Texts.hint(parameter));
		}
		for (String name : undeclared) {
			form.label(parent, name, "");
			var field = new TextField(form, parent, path + "." + name, ValueText.VALUE, SWT.NONE).applyWhenDone();
			form.fill(field.control());
			form.hint(parent, "not declared; empty it to remove");
		}
		if (!declaration.references().isEmpty()) {
			var link = new Link(parent, SWT.WRAP);
			form.toolkit().adapt(link, true, false);
			link.setText(Texts.references(declaration).replace("&", "&&"));
			link.setLayoutData(spanning());
			link.addListener(SWT.Selection, event -> Program.launch(event.text));
		}
	}

	private Field field(String path, ParameterDeclaration parameter) {
		return switch (parameter.type()) {
		case CHOICE -> parameter.list() ? text(path, parameter, ValueText.WORDS) : new ChoiceField(form, parent, path, parameter.choices(), parameter.defaultValue());
		case BOOLEAN -> new ChoiceField(form, parent, path, List.of(true, false), parameter.defaultValue());
		case TEXT, FILE -> text(path, parameter, ValueText.WORDS);
		case ACTIVATION -> {
			TextField field = text(path, parameter, ValueText.WORDS);
			ActivationProposals.install(field.text());
			yield field;
		}
		default -> text(path, parameter, ValueText.VALUE);
		};
	}

	private TextField text(String path, ParameterDeclaration parameter, ValueText kindOfText) {
		var field = new TextField(form, parent, path, kindOfText, SWT.NONE);
		Object example = parameter.defaultValue();
		field.text().setMessage(example == null ? "" : Json.valueText(example));
		return field;
	}

	private void buildUnknown(String id, Map<?, ?> component) {
		String reason;
		try {
			reason = Installed.registry().find(kind, id).summary();
		} catch (ContributionException absent) {
			reason = absent.getMessage() + "; " + absent.remedy();
		}
		wrapped("This component is kept as it is: " + reason);
		component.forEach((name, value) -> {
			if (name.equals("id") || name.equals("name"))
				return;
			form.label(parent, name.toString(), "");
			var text = form.toolkit().createText(parent, Json.valueText(value), SWT.BORDER | SWT.READ_ONLY);
			form.fill(text);
			form.hint(parent, "read-only");
		});
	}

	private void wrapped(String text) {
		form.toolkit().createLabel(parent, text.replace("&", "&&"), SWT.WRAP).setLayoutData(spanning());
	}

	private void formula(String source) {
		Formula formula = Formula.parse(source);
		var text = new StyledText(parent, SWT.WRAP | SWT.MULTI | SWT.READ_ONLY);
		form.toolkit().adapt(text, false, false);
		text.setCaret(null);
		Colours.identify(text, Colours.FORMULA);
		text.setText(formula.text());
		for (Formula.Piece piece : formula.pieces()) {
			var style = new StyleRange();
			style.start = piece.start();
			style.length = piece.length();
			style.font = form.small();
			style.rise = (piece.raised() ? 1 : -1) * text.getLineHeight() / 4;
			text.setStyleRange(style);
		}
		text.setLayoutData(spanning());
	}

	private static GridData spanning() {
		var data = new GridData(SWT.FILL, SWT.TOP, true, false, 3, 1);
		data.widthHint = 200;
		return data;
	}
}
