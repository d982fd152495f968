package org.physics4ml.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.physics4ml.model.experiment.Component;
import org.physics4ml.model.experiment.DataSet;
import org.physics4ml.model.experiment.Experiment;
import org.physics4ml.model.experiment.ExplicitPoints;
import org.physics4ml.model.experiment.Grid;
import org.physics4ml.model.experiment.Inputs;
import org.physics4ml.model.experiment.PointsFile;
import org.physics4ml.model.experiment.Sampling;
import org.physics4ml.model.experiment.Sphere;
import org.physics4ml.model.experiment.UnknownInputs;
import org.physics4ml.model.internal.Problems;

/**
 * Finds what is wrong with an experiment whatever its contributions are: inputs, sampling, names, sweep. Every value of the sweep is
 * checked too. Whether ids and parameters exist is another's concern.
 */
public final class StructureValidator {

	/** Most points of generated inputs. */
	public static final int POINT_LIMIT = 1_000_000;
	private static final List<String> SCALINGS = List.of("byte", "standard");

	/** Most draws: counts up to here are exact in a double. */
	public static final long DRAW_LIMIT = 1L << 53;

	private final Problems problems = new Problems();

	private StructureValidator() {
	}

	/**
	 * All problems, in the model's order, then those of the sweep's values; each once.
	 *
	 * @param file file or template the experiment is from, for the problems
	 */
	public static List<Problem> problems(Experiment experiment, String file) {
		var problems = new LinkedHashSet<>(of(experiment));
		var sweep = Cells.problems(experiment);
		problems.addAll(sweep);
		if (sweep.isEmpty()) problems.addAll(sweptProblems(experiment, problems));
		return problems.stream().map(problem -> problem.in(file)).toList();
	}

	private static List<Problem> of(Experiment experiment) {
		var validator = new StructureValidator();
		validator.experiment(experiment);
		return validator.problems.list();
	}

	/** What a value of the sweep makes wrong; the axes do not overlap, so that each can be looked at alone. */
	private static List<Problem> sweptProblems(Experiment experiment, Set<Problem> known) {
		var found = new ArrayList<Problem>();
		var base = EcoreUtil.copy(experiment);
		base.getSweep().clear(); // not to be copied for every value
		for (var axis : experiment.getSweep()) {
			for (Object value : axis.getValues()) {
				var copy = EcoreUtil.copy(base);
				try {
					ExperimentPaths.set(copy, axis.getPath(), value);
				} catch (InvalidExperimentException e) {
					throw new IllegalStateException(e); // was found to be settable
				}
				for (Problem problem : of(copy))
					if (!known.contains(problem))
						found.add(new Problem("", problem.path(), problem.message() + " in the sweep, where " + axis.getPath() + " is "
								+ Problem.quote(Json.valueText(value)), problem.remedy()));
			}
		}
		return found;
	}

	private void experiment(Experiment experiment) {
		if (experiment.getName() == null || experiment.getName().isBlank()) problem("name", "is missing", "give the experiment a name");
		if (experiment.getInputs() == null) problem("inputs", "are missing", "give points, e.g. inputs.points=[[0.5],[1]]");
		else inputs(experiment.getInputs());
		component(experiment.getArchitecture(), "architecture", "mlp");
		component(experiment.getPrior(), "prior", "gaussian");
		if (experiment.getData() != null) data(experiment.getData());
		if (experiment.getOptimiser() != null) component(experiment.getOptimiser(), "optimiser", "gradient-descent");
		analyses(experiment);
		if (experiment.getSampling() == null) problem("sampling", "is missing", "give sampling.draws");
		else sampling(experiment.getSampling());
	}

	private void inputs(Inputs inputs) {
		switch (inputs) {
		case ExplicitPoints explicit -> points(explicit.getPoints(), "inputs.points");
		case Grid grid -> grid(grid);
		case Sphere sphere -> {
			positive(sphere.getCount(), "inputs.sphere.count");
			positive(sphere.getDimension(), "inputs.sphere.dimension");
			if (sphere.getCount() > POINT_LIMIT) problem("inputs.sphere.count", sphere.getCount() + " points are more than " + POINT_LIMIT, "give fewer");
			if (!(sphere.getRadius() > 0) || Double.isInfinite(sphere.getRadius()))
				problem("inputs.sphere.radius", Json.numberText(sphere.getRadius()) + " is no radius", "give a positive number");
		}
		case PointsFile file -> {
			file(file.getFile(), "inputs.file");
			if (file.getCount() != null) positive(file.getCount(), "inputs.count");
		}
		case UnknownInputs unknown -> problem("inputs", "inputs of the kind " + Problem.quote(String.valueOf(unknown.getKind())) + " are unknown",
				"use points, grid, sphere or file, or update the installation");
		default -> throw new IllegalArgumentException(inputs.eClass().getName());
		}
	}

	private void points(List<Point> points, String path) {
		if (points.isEmpty()) problem(path, "the list is empty", "give at least one point, e.g. [[0.5],[1]]");
		for (int i = 0; i < points.size(); i++) {
			var point = points.get(i);
			String where = path + '[' + i + ']';
			if (point.dimension() == 0) problem(where, "has no coordinates", "give at least one");
			else if (point.dimension() != points.getFirst().dimension())
				problem(where, "has dimension " + point.dimension() + ", but " + path + "[0] has " + points.getFirst().dimension(),
						"give all points the same number of coordinates");
			for (int k = 0; k < point.dimension(); k++) {
				if (Double.isFinite(point.coordinate(k))) continue;
				problem(where, "coordinate " + k + " is " + Json.numberText(point.coordinate(k)), "give finite numbers");
				break;
			}
		}
	}

	private void grid(Grid grid) {
		if (grid.getAxes().isEmpty()) problem("inputs.grid", "has no axes", "give one a dimension, e.g. [{\"lower\":-1,\"upper\":1,\"count\":5}]");
		double count = 1;
		for (int i = 0; i < grid.getAxes().size(); i++) {
			var axis = grid.getAxes().get(i);
			String path = "inputs.grid[" + i + ']';
			positive(axis.getCount(), path + ".count");
			count *= Math.max(1, axis.getCount());
			if (!Double.isFinite(axis.getLower())) problem(path + ".lower", "is " + Json.numberText(axis.getLower()), "give a finite number");
			if (!Double.isFinite(axis.getUpper())) problem(path + ".upper", "is " + Json.numberText(axis.getUpper()), "give a finite number");
			if (axis.getCount() > 1 && axis.getUpper() <= axis.getLower())
				problem(path, "its upper end " + Json.numberText(axis.getUpper()) + " is not above its lower end " + Json.numberText(axis.getLower()),
						"exchange or separate them, or give count 1");
		}
		if (count > POINT_LIMIT) problem("inputs.grid", "has " + Json.numberText(count) + " points, more than " + POINT_LIMIT, "give fewer");
	}

	private void data(DataSet data) {
		if (data.getClasses() != null && data.getClasses() < 2) problem("data.classes", data.getClasses() + " is less than 2", "give the number of classes, or leave it out for targets that are numbers");
		if (data.getFirstClasses() != null) {
			if (data.getClasses() == null) problem("data.firstClasses", "there are no classes", "set data.classes, or leave it out");
			else if (data.getFirstClasses() < 2 || data.getFirstClasses() > data.getClasses())
				problem("data.firstClasses", data.getFirstClasses() + " of " + data.getClasses() + " classes are not possible", "give 2 to " + data.getClasses());
		}
		if (data.getCount() != null) positive(data.getCount(), "data.count");
		if (data.getScaling() != null && !SCALINGS.contains(data.getScaling()))
			problem("data.scaling", Problem.quote(data.getScaling()) + " is not known", "give one of " + String.join(", ", SCALINGS) + ", or leave it out");
		if (data.getLabels() != null) {
			file(data.getLabels(), "data.labels");
			if (data.getFile() == null) problem("data.labels", "there is no data.file that the labels belong to", "give it, or data.targets");
		}
		if (data.getTestLabels() != null) file(data.getTestLabels(), "data.testLabels");
		if (!data.getTestTargets().isEmpty()) {
			points(data.getTestTargets(), "data.testTargets");
			if (data.getTestLabels() != null) problem("data.testTargets", "are given here and in data.testLabels", "give one or the other");
		}
		boolean here = !data.getPoints().isEmpty() || !data.getTargets().isEmpty();
		if (data.getFile() != null) {
			file(data.getFile(), "data.file");
			if (here) problem("data", "has a file and also points or targets", "give one or the other");
			return;
		}
		points(data.getPoints(), "data.points");
		points(data.getTargets(), "data.targets");
		if (data.getPoints().size() != data.getTargets().size())
			problem("data.targets", "has " + data.getTargets().size() + " entries for " + data.getPoints().size() + " points", "give one target a point");
	}

	private void file(String file, String path) {
		if (file == null || file.isBlank()) problem(path, "is missing", "give the path of a file");
	}

	private void component(Component component, String path, String example) {
		if (component == null || component.getId() == null || component.getId().isBlank()) {
			problem(path, component == null ? "is missing" : "the id is missing", "give an id, e.g. " + path + '=' + example);
			return;
		}
		var names = new HashSet<String>();
		for (var parameter : component.getParameters()) {
			String name = parameter.getName();
			if (name == null || name.isBlank()) problem(path, "a parameter has no name", "give its name, or remove it");
			else if (name.equals("id") || name.equals("name")) problem(path + '.' + name, "is not a parameter", "give it as an attribute of the element");
			else if (!names.add(name)) problem(path + '.' + name, "is given twice", "remove one");
		}
	}

	private void analyses(Experiment experiment) {
		var owners = new HashMap<String, Integer>();
		for (int i = 0; i < experiment.getAnalyses().size(); i++) {
			var analysis = experiment.getAnalyses().get(i);
			String name = ExperimentPaths.nameOf(analysis);
			component(analysis, name.isEmpty() ? "analyses[" + i + ']' : "analyses." + name, "nngp");
			if (name.isEmpty()) continue;
			if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*"))
				problem("analyses[" + i + ']', Problem.quote(name) + " is no name: it becomes part of paths and file names", "use letters, digits, - and _");
			var owner = owners.putIfAbsent(name, i);
			if (owner != null)
				problem("analyses[" + i + ']', "has the name " + Problem.quote(name) + ", as analyses[" + owner + "] has",
						"give it a name of its own, e.g. {\"id\":\"" + analysis.getId() + "\",\"name\":\"" + name + "-2\"}");
		}
	}

	private void sampling(Sampling sampling) {
		if (sampling.getDraws() < 0) problem("sampling.draws", sampling.getDraws() + " is negative", "give 0 for theory only, or more");
		if (sampling.getDraws() > DRAW_LIMIT) problem("sampling.draws", sampling.getDraws() + " is more than 2^53", "give fewer");
		Double error = sampling.getTargetError();
		if (error != null && !(error > 0 && error < 1)) problem("sampling.targetError", Json.numberText(error) + " is not between 0 and 1",
				"give a relative standard error such as 0.01");
	}

	private void positive(int value, String path) {
		if (value < 1) problem(path, value + " is not positive", "give 1 or more");
	}

	private void problem(String path, String message, String remedy) {
		problems.add(path, message, remedy);
	}
}
