package org.physics4ml.workbench.internal.help;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.help.IHelpContentProducer;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.ParameterDeclaration;
import org.physics4ml.workbench.internal.Installed;
import org.physics4ml.workbench.internal.editor.Texts;

/** A page of help for every contribution, made from its declaration when it is asked for. */
public final class ContributionPages implements IHelpContentProducer {

	private static final String FOLDER = "help/contributions/";

	/** The page of a contribution, relative to this bundle. */
	static String href(Declaration declaration) {
		return FOLDER + declaration.kind().word() + "/" + declaration.id() + ".html";
	}

	@Override
	public InputStream getInputStream(String bundle, String href, Locale locale) {
		String page = href.replaceFirst("[?#].*", "");
		if (!page.startsWith(FOLDER) || !page.endsWith(".html"))
			return null; // a page that is a file
		String[] names = page.substring(FOLDER.length(), page.length() - ".html".length()).split("/");
		if (names.length != 2)
			return null;
		Optional<Declaration> declaration = Kind.of(names[0]).flatMap(kind -> Installed.find(kind, names[1]));
		return declaration.map(found -> (InputStream) new ByteArrayInputStream(page(found).getBytes(StandardCharsets.UTF_8))).orElse(null);
	}

	private static String page(Declaration declaration) {
		var html = new StringBuilder();
		String title = escape(declaration.name());
		html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n<title>").append(title)
				.append("</title>\n<link rel=\"stylesheet\" href=\"../../help.css\">\n</head>\n<body>\n<h1>").append(title).append("</h1>\n");
		html.append("<p>").append(escape(declaration.summary())).append(". ").append(capital(declaration.kind().word())).append(" <code>").append(escape(Installed.registry().word(declaration)))
				.append("</code>, in full <code>").append(escape(declaration.id())).append("</code>, from the plug-in ").append(escape(declaration.bundle())).append(' ').append(escape(declaration.version()))
				.append(".</p>\n");
		if (!declaration.formula().isEmpty())
			html.append("<p class=\"formula\">").append(escape(declaration.formula())).append("</p>\n");
		if (!declaration.description().isEmpty())
			html.append("<p>").append(escape(declaration.description())).append("</p>\n");
		if (declaration.parameters().isEmpty())
			html.append("<p>It has no parameters.</p>\n");
		else {
			html.append("<h2>Parameters</h2>\n<table>\n<tr><th>Name</th><th>Symbol</th><th>Value</th><th>Meaning</th></tr>\n");
			for (ParameterDeclaration parameter : declaration.parameters())
				html.append("<tr><td><code>").append(escape(parameter.name())).append("</code></td><td>").append(escape(parameter.symbol())).append("</td><td>").append(escape(value(parameter)))
						.append("</td><td>").append(escape(parameter.description())).append("</td></tr>\n");
			html.append("</table>\n");
		}
		if (!declaration.references().isEmpty()) {
			html.append("<h2>Literature</h2>\n<ul>\n");
			for (Declaration.Reference reference : declaration.references()) {
				String url = Texts.url(reference.link());
				html.append("<li>").append(escape(reference.text()));
				if (!url.isEmpty())
					html.append(", <a href=\"").append(escape(url)).append("\">").append(escape(reference.link())).append("</a>");
				html.append("</li>\n");
			}
			html.append("</ul>\n");
		}
		return html.append("</body>\n</html>\n").toString();
	}

	private static String value(ParameterDeclaration parameter) {
		String hint = Texts.hint(parameter);
		if (parameter.choices().isEmpty())
			return hint;
		return "one of " + String.join(", ", parameter.choices()) + (parameter.defaultValue() == null ? "" : "; default " + parameter.defaultValue());
	}

	private static String capital(String word) {
		return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
	}

	private static String escape(String text) {
		return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
	}
}
