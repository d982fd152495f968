package org.physics4ml.model.internal;

import org.physics4ml.model.Foreign;

/** Pieces of XML text. */
final class Xml {

	/** The file format's namespace. */
	static final String NAMESPACE = "https://physics4ml.org/experiment/1";

	private Xml() {
	}

	/** A blank, the name and the value in the quotes that need less escaping. */
	static void attribute(StringBuilder xml, String name, String value) {
		char quote = value.indexOf('"') >= 0 && value.indexOf('\'') < 0 ? '\'' : '"';
		xml.append(' ').append(name).append('=').append(quote);
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			switch (c) {
			case '&' -> xml.append("&amp;");
			case '<' -> xml.append("&lt;");
			case '\t', '\n', '\r' -> xml.append("&#").append((int) c).append(';');
			case '"' -> xml.append(quote == '"' ? "&quot;" : "\"");
			default -> xml.append(c);
			}
		}
		xml.append(quote);
	}

	static void text(StringBuilder xml, String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			switch (c) {
			case '&' -> xml.append("&amp;");
			case '<' -> xml.append("&lt;");
			case '>' -> xml.append("&gt;");
			case '\r' -> xml.append("&#13;");
			default -> xml.append(c);
			}
		}
	}

	/** Text, a comment or a processing instruction. */
	static void node(StringBuilder xml, Foreign.Kind kind, String text) {
		switch (kind) {
		case COMMENT -> xml.append("<!--").append(text).append("-->");
		case INSTRUCTION -> xml.append("<?").append(text).append("?>");
		default -> text(xml, text);
		}
	}

	/** Index of the first character that XML 1.0 cannot hold; -1 where there is none. */
	static int illegal(String text) {
		for (int i = 0; i < text.length(); i++) {
			int c = text.codePointAt(i);
			boolean legal = c == '\t' || c == '\n' || c == '\r' || c >= ' ' && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd || c >= 0x10000;
			if (!legal) return i;
			if (Character.isSupplementaryCodePoint(c)) i++;
		}
		return -1;
	}
}
