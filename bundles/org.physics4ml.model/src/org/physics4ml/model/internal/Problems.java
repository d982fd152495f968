package org.physics4ml.model.internal;

import java.util.ArrayList;
import java.util.List;

import org.physics4ml.model.Problem;

/** Collects problems, up to a number that a reader can use: a hostile file could have millions. */
public final class Problems {

	/** Most problems listed one by one. */
	public static final int LIMIT = 100;

	private final List<Problem> problems = new ArrayList<>();

	/** Notes a problem; the file is named later. */
	public void add(String path, String message, String remedy) {
		if (problems.size() < LIMIT) problems.add(new Problem("", path, message, remedy));
		else if (problems.size() == LIMIT) problems.add(new Problem("", "", "has more problems than these " + LIMIT, "correct these first"));
	}

	public List<Problem> list() {
		return problems;
	}
}
