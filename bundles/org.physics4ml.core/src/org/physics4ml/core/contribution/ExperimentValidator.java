package org.physics4ml.core.contribution;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.physics4ml.core.contribution.Parameters.Specification;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.model.Problem;
import org.physics4ml.model.StructureValidator;
import org.physics4ml.model.experiment.Component;
import org.physics4ml.model.experiment.Experiment;

/**
 * Finds everything that is wrong with an experiment before it is planned: its structure, ids that are not installed, parameters that
 * contradict their declarations, contributions that are broken; for its own values and in every cell of its sweep. What follows only from several
 * components together (a list of variances and the depth) is found when networks are built.
 */
public final class ExperimentValidator {

	private static final Set<String> COMPONENTS = Set.of("architecture", "prior", "optimiser", "analyses");

	private final String file;
	private final Registry registry;
	private final ParameterValidator parameters;
	private final Set<Problem> known = new HashSet<>();
	private final Map<Declaration, Optional<ContributionException>> created = new HashMap<>();
	private final List<Problem> problems = new ArrayList<>();

	private ExperimentValidator(String file, Registry registry) {
		this.file = file;
		this.registry = registry;
		parameters = new ParameterValidator(registry);
	}

	/**
	 * @param file name of the file or template, for the problems
	 * @return every distinct problem once, a problem of the sweep with the first value that causes it; empty if the experiment is valid
	 */
	public static List<Problem> validate(Experiment experiment, String file, Registry registry) {
		var validator = new ExperimentValidator(file, registry);
		StructureValidator.problems(experiment, file).forEach(problem -> validator.add(problem, ""));
		validator.components(experiment, "");
		validator.sweep(experiment);
		return List.copyOf(validator.problems);
	}

	private void components(Experiment experiment, String where) {
		component(Kind.ARCHITECTURE, experiment.getArchitecture(), "architecture", where);
		component(Kind.PRIOR, experiment.getPrior(), "prior", where);
		component(Kind.OPTIMISER, experiment.getOptimiser(), "optimiser", where);
		for (var analysis : experiment.getAnalyses())
			component(Kind.ANALYSIS, analysis, "analyses." + ExperimentPaths.nameOf(analysis), where);
	}

	private void component(Kind kind, Component component, String path, String where) {
		if (component == null || component.getId() == null || component.getId().isBlank())
			return; // a problem of the structure where it is needed
		parameters.resolve(kind, component, path, problem -> add(problem, where)).ifPresent(resolved -> create(resolved, path, where));
	}

	/** Creates what a component names, so that a missing class shows before anything is computed. */
	private void create(Specification specification, String path, String where) {
		var declaration = specification.declaration();
		created.computeIfAbsent(declaration, this::failure).ifPresent(failure -> add(new Problem(file, path, failure.getMessage(), failure.remedy()), where));
		specification.parameters().values().forEach((name, value) -> nested(value, path + "." + name, where));
	}

	private void nested(Object value, String path, String where) {
		if (value instanceof Specification specification)
			create(specification, path, where);
		else if (value instanceof List<?> list)
			for (int i = 0; i < list.size(); i++)
				nested(list.get(i), path + "[" + i + "]", where);
		else if (value instanceof Map<?, ?> map)
			map.forEach((key, one) -> nested(one, path + "." + key, where));
	}

	private Optional<ContributionException> failure(Declaration declaration) {
		try {
			registry.create(declaration, declaration.kind().type());
			return Optional.empty();
		} catch (ContributionException failure) {
			return Optional.of(failure);
		}
	}

	/** Axes do not overlap, and a parameter is validated without a look at the others: one axis at a time is every cell. */
	private void sweep(Experiment experiment) {
		var bare = EcoreUtil.copy(experiment);
		bare.getSweep().clear();
		for (var axis : experiment.getSweep())
			if (axis.getPath() != null && COMPONENTS.contains(axis.getPath().split("\\.", 2)[0]))
				for (var value : axis.getValues()) {
					var variant = EcoreUtil.copy(bare);
					try {
						ExperimentPaths.set(variant, axis.getPath(), value);
					} catch (InvalidExperimentException unsettable) {
						continue; // a problem of the structure
					}
					components(variant, " in the sweep, where " + axis.getPath() + " is " + Problem.quote(Json.valueText(value)));
				}
	}

	private void add(Problem problem, String where) {
		if (known.add(problem.in(file)))
			problems.add(new Problem(file, problem.path(), problem.message() + where, problem.remedy()));
	}
}
