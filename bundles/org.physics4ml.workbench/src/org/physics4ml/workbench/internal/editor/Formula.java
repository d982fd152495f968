package org.physics4ml.workbench.internal.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A declaration's formula as text with raised and lowered pieces: {@code N_l^{-1/2}} has the piece {@code l} lowered and {@code -1/2} raised. After
 * {@code ^} and {@code _} stand braces, parentheses (kept), letters or digits.
 *
 * @param text   without the marks
 * @param pieces in the order of the text
 */
record Formula(String text, List<Piece> pieces) {

	private static final Pattern MARK = Pattern.compile("([\\^_])(?:\\{([^{}]*)\\}|(\\([^()]*\\))|(\\p{L}+|\\d+))");

	/**
	 * @param start  in the text
	 * @param raised or lowered
	 */
	record Piece(int start, int length, boolean raised) {
	}

	static Formula parse(String source) {
		var text = new StringBuilder();
		List<Piece> pieces = new ArrayList<>();
		Matcher mark = MARK.matcher(source);
		int done = 0;
		while (mark.find()) {
			text.append(source, done, mark.start());
			String piece = mark.group(2) != null ? mark.group(2) : mark.group(3) != null ? mark.group(3) : mark.group(4);
			piece = piece.replace('-', '−');
			pieces.add(new Piece(text.length(), piece.length(), mark.group(1).equals("^")));
			text.append(piece);
			done = mark.end();
		}
		return new Formula(text.append(source.substring(done)).toString(), pieces);
	}
}
