package org.physics4ml.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.physics4ml.model.experiment.Axis;
import org.physics4ml.model.experiment.Experiment;

/**
 * Cells of an experiment's sweep: the axes multiply, the last one runs fastest; one cell without a sweep. A cell is made each time it
 * is asked for, so that a large sweep takes no memory. Immutable; thread-safe.
 */
public final class Cells extends AbstractList<Cells.Cell> implements RandomAccess {

	/** Most cells of a sweep. */
	public static final int LIMIT = 100_000;

	/**
	 * @param index      place in the sweep, from 0
	 * @param values     the axes' values by path, in the order of the axes
	 * @param hash       names the cell in the random streams' key: the first 64 bits, big-endian, of the SHA-256 of the lines
	 *                   {@code path=value} in the order of the axes, values as {@link Json#write} writes them, each line ended by a line
	 *                   feed, in UTF-8; 0 without a sweep. It does not depend on the other cells.
	 * @param experiment a copy with the values set and no sweep
	 */
	public record Cell(int index, Map<String, Object> values, long hash, Experiment experiment) {
	}

	private final Experiment base;
	private final List<String> paths;
	private final List<List<Object>> values;
	private final int size;

	private Cells(Experiment experiment) {
		base = EcoreUtil.copy(experiment);
		paths = base.getSweep().stream().map(Axis::getPath).toList();
		values = base.getSweep().stream().map(axis -> axis.getValues().stream().map(Json::canonical).toList()).toList();
		base.getSweep().clear();
		size = values.stream().mapToInt(List::size).reduce(1, Math::multiplyExact);
	}

	/** @throws InvalidExperimentException where a path or a value of the sweep is not valid, or the cells are too many */
	public static Cells of(Experiment experiment) throws InvalidExperimentException {
		var problems = problems(experiment);
		if (!problems.isEmpty()) throw new InvalidExperimentException(problems);
		return new Cells(experiment);
	}

	/** What keeps the sweep from being expanded. */
	static List<Problem> problems(Experiment experiment) {
		var problems = new ArrayList<Problem>();
		var axes = experiment.getSweep();
		double count = 1;
		for (int i = 0; i < axes.size(); i++) {
			var axis = axes.get(i);
			if (axis.getPath() == null) {
				problems.add(new Problem("", "sweep[" + i + "]", "the axis has no path", "give a path such as architecture.width"));
				continue;
			}
			problems.addAll(ExperimentPaths.axisProblems(experiment, axis.getPath(), axis.getValues()));
			for (int j = 0; j < i; j++)
				if (axes.get(j).getPath() != null && overlap(axes.get(j).getPath(), axis.getPath()))
					problems.add(new Problem("", "sweep." + axis.getPath(), "sets what the axis " + axes.get(j).getPath() + " sets too",
							"make one axis of them, or remove one"));
			count *= axis.getValues().size();
		}
		if (count > LIMIT)
			problems.add(new Problem("", "sweep", "has " + Json.numberText(count) + " cells, more than " + LIMIT, "remove values, or split the experiment"));
		return problems;
	}

	/** Whether setting one path changes what was set at the other. */
	private static boolean overlap(String first, String second) {
		if (first.equals(second) || first.startsWith(second + '.') || second.startsWith(first + '.')) return true;
		return first.startsWith("inputs.") && second.startsWith("inputs.") && !generator(first).equals(generator(second));
	}

	private static String generator(String path) {
		String name = path.split("\\.")[1];
		return name.equals("key") || name.equals("count") ? "file" : name;
	}

	@Override
	public int size() {
		return size;
	}

	@Override
	public Cell get(int index) {
		var chosen = new ArrayList<Object>(Collections.nCopies(paths.size(), null));
		int rest = java.util.Objects.checkIndex(index, size);
		for (int i = paths.size() - 1; i >= 0; i--) {
			chosen.set(i, values.get(i).get(rest % values.get(i).size()));
			rest /= values.get(i).size();
		}
		var experiment = EcoreUtil.copy(base);
		var byPath = new LinkedHashMap<String, Object>();
		var lines = new StringBuilder();
		for (int i = 0; i < paths.size(); i++) {
			byPath.put(paths.get(i), chosen.get(i));
			lines.append(paths.get(i)).append('=').append(Json.write(chosen.get(i))).append('\n');
			try {
				ExperimentPaths.set(experiment, paths.get(i), chosen.get(i));
			} catch (InvalidExperimentException e) {
				throw new IllegalStateException(e); // every value was set once when the cells were made, and axes do not overlap
			}
		}
		return new Cell(index, Collections.unmodifiableMap(byPath), paths.isEmpty() ? 0 : hash(lines.toString()), experiment);
	}

	private static long hash(String text) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return java.nio.ByteBuffer.wrap(digest).getLong();
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e); // every Java platform has it
		}
	}
}
