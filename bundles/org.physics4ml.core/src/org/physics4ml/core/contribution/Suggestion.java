package org.physics4ml.core.contribution;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that was probably meant. */
final class Suggestion {

	private Suggestion() {
	}

	/**
	 * The candidate with the smallest number of insertions, deletions, replacements and swaps of neighbours, if that is at most a third of the
	 * word's length (at least one); the first of equally near ones.
	 */
	static Optional<String> nearest(String word, Collection<String> candidates) {
		int limit = Math.max(1, word.length() / 3);
		return candidates.stream().filter(candidate -> distance(word, candidate) <= limit).min(Comparator.comparingInt(candidate -> distance(word, candidate)));
	}

	/** {@code did you mean 'erf'? installed are: abs, erf}, without the question where nothing is near. */
	static String remedy(String word, Collection<String> candidates, String introduction) {
		var all = candidates.isEmpty() ? introduction + " none" : introduction + " " + String.join(", ", candidates);
		return nearest(word, candidates).map(near -> "did you mean '" + near + "'? " + all).orElse(all);
	}

	/** Optimal string alignment distance, upper and lower case alike. */
	static int distance(String left, String right) {
		var a = left.toLowerCase(Locale.ROOT);
		var b = right.toLowerCase(Locale.ROOT);
		var d = new int[a.length() + 1][b.length() + 1];
		for (int i = 0; i <= a.length(); i++)
			for (int j = 0; j <= b.length(); j++)
				if (i == 0 || j == 0)
					d[i][j] = i + j;
				else {
					int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
					d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
					if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1))
						d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
				}
		return d[a.length()][b.length()];
	}
}
