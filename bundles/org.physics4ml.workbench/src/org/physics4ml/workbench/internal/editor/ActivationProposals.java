package org.physics4ml.workbench.internal.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.eclipse.jface.bindings.keys.KeyStroke;
import org.eclipse.jface.fieldassist.ContentProposal;
import org.eclipse.jface.fieldassist.ContentProposalAdapter;
import org.eclipse.jface.fieldassist.IContentProposal;
import org.eclipse.jface.fieldassist.IContentProposalProvider;
import org.eclipse.jface.fieldassist.TextContentAdapter;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Text;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.ParameterDeclaration;
import org.physics4ml.model.Json;
import org.physics4ml.workbench.internal.Installed;

/** Completes the names of the installed activations, with their arguments. */
final class ActivationProposals implements IContentProposalProvider {

	static void install(Text text) {
		var adapter = new ContentProposalAdapter(text, new TextContentAdapter(), new ActivationProposals(), KeyStroke.getInstance(SWT.CTRL, ' '), null);
		adapter.setProposalAcceptanceStyle(ContentProposalAdapter.PROPOSAL_REPLACE);
	}

	@Override
	public IContentProposal[] getProposals(String contents, int position) {
		String typed = contents.substring(0, position).strip().toLowerCase(Locale.ROOT);
		List<IContentProposal> proposals = new ArrayList<>();
		for (Declaration activation : Installed.registry().declarations(Kind.ACTIVATION)) {
			String word = Installed.registry().word(activation);
			if (word.startsWith(typed) || contents.length() == position && typed.startsWith(word))
				proposals.add(new ContentProposal(call(word, activation), word + "   " + activation.formula(), activation.summary() + "\n\n" + activation.formula()));
		}
		return proposals.toArray(IContentProposal[]::new);
	}

	private static String call(String word, Declaration activation) {
		List<String> arguments = new ArrayList<>();
		for (ParameterDeclaration argument : activation.arguments()) {
			if (argument.defaultValue() == null)
				break;
			arguments.add(Json.valueText(argument.defaultValue()).replaceAll("^\\[|\\]$", ""));
		}
		return arguments.isEmpty() ? word : word + "(" + String.join(", ", arguments) + ")";
	}
}
