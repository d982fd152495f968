package org.physics4ml.core.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.eclipse.emf.ecore.util.EcoreUtil;
import org.physics4ml.compute.random.RandomKey;
import org.physics4ml.core.analysis.Analysis;
import org.physics4ml.core.analysis.Cell;
import org.physics4ml.core.analysis.Data;
import org.physics4ml.core.analysis.Measurement;
import org.physics4ml.core.analysis.Need;
import org.physics4ml.core.contribution.ContributionException;
import org.physics4ml.core.contribution.Declaration;
import org.physics4ml.core.contribution.ExperimentValidator;
import org.physics4ml.core.contribution.Kind;
import org.physics4ml.core.contribution.ParameterDeclaration.Type;
import org.physics4ml.core.contribution.ParameterValidator;
import org.physics4ml.core.contribution.Parameters;
import org.physics4ml.core.contribution.Parameters.Specification;
import org.physics4ml.core.contribution.Registry;
import org.physics4ml.core.contribution.UnsuitableException;
import org.physics4ml.core.network.Activation;
import org.physics4ml.core.network.Architecture;
import org.physics4ml.core.network.Ensemble;
import org.physics4ml.core.network.GivenDraws;
import org.physics4ml.core.network.LayerFamily;
import org.physics4ml.core.network.Points;
import org.physics4ml.core.network.Prior;
import org.physics4ml.model.Cells;
import org.physics4ml.model.ExperimentPaths;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.model.Problem;
import org.physics4ml.model.experiment.Component;
import org.physics4ml.model.experiment.Experiment;

/** Makes the plan of an experiment; finds everything that is wrong with it before anything is computed or written. */
public final class Planner {

	/** Part of every plan's hash: changes when the same experiment would give other numbers. */
	private static final String NUMBERS = "physics4ml-1";

	private static final Set<String> MODEL_PATHS = Set.of("inputs", "architecture", "prior", "data", "optimiser", "analyses", "sweep", "sampling", "seed");

	private final Registry registry;
	private final ParameterValidator validator;
	private final Experiment experiment;
	private final String file;
	private final List<Problem> problems = new ArrayList<>();
	private final ExperimentData files;

	private Planner(Experiment experiment, String file, Registry registry) {
		this.experiment = experiment;
		this.file = file;
		this.registry = registry;
		files = new ExperimentData(file);
		validator = new ParameterValidator(registry);
	}

	/**
	 * @param experiment is copied
	 * @param file       name for messages; files that the experiment names are relative to its folder
	 * @throws InvalidExperimentException with every problem
	 */
	public static Plan plan(Experiment experiment, String file, Registry registry) throws InvalidExperimentException {
		var problems = ExperimentValidator.validate(experiment, file, registry);
		if (!problems.isEmpty())
			throw new InvalidExperimentException(problems);
		return new Planner(EcoreUtil.copy(experiment), file, registry).plan();
	}

	private Plan plan() throws InvalidExperimentException {
		List<PlannedAnalysis> analyses = analyses();
		List<PlannedCell> cells = new ArrayList<>();
		if (problems.isEmpty())
			for (Cells.Cell cell : Cells.of(experiment)) {
				cell(cell, analyses).ifPresent(cells::add);
				if (problems.size() > 20)
					break; // one mistake in every cell of a large sweep
			}
		if (!problems.isEmpty())
			throw new InvalidExperimentException(List.copyOf(new LinkedHashSet<>(problems)));
		Double target = experiment.getSampling().getTargetError();
		return new Plan(experiment, hash(), analyses, cells, target == null ? OptionalDouble.empty() : OptionalDouble.of(target));
	}

	private List<PlannedAnalysis> analyses() {
		List<PlannedAnalysis> analyses = new ArrayList<>();
		for (var analysis : experiment.getAnalyses()) {
			String name = ExperimentPaths.nameOf(analysis);
			resolve(Kind.ANALYSIS, analysis, "analyses." + name).ifPresent(specification -> create(specification.declaration(), Analysis.class, "analyses." + name)
					.ifPresent(instance -> analyses.add(new PlannedAnalysis(specification.declaration(), name, specification.parameters(), instance))));
		}
		return analyses;
	}

	private Optional<Specification> resolve(Kind kind, Component component, String path) {
		return validator.resolve(kind, component, path, this::add).map(this::located);
	}

	/** With paths in the place of the names of files. */
	private Specification located(Specification specification) {
		var declared = specification.declaration().parameters().stream().filter(parameter -> parameter.type() == Type.FILE && specification.parameters().has(parameter.name())).toList();
		if (declared.isEmpty())
			return specification;
		Map<String, Object> values = new LinkedHashMap<>(specification.parameters().values());
		for (var parameter : declared)
			values.computeIfPresent(parameter.name(), (name, value) -> files.path((String) value));
		return new Specification(specification.declaration(), new Parameters(values));
	}

	private void add(Problem problem) {
		problems.add(problem.in(file));
	}

	private <T> Optional<T> create(Declaration declaration, Class<T> type, String path) {
		try {
			return Optional.of(registry.create(declaration, type));
		} catch (ContributionException e) {
			problems.add(new Problem(file, path, e.getMessage(), e.remedy()));
			return Optional.empty();
		}
	}

	/** A contribution named inside a parameter. */
	private <T> T create(Specification specification, Class<T> type, String path) throws UnsuitableException {
		try {
			return registry.create(specification.declaration(), type);
		} catch (ContributionException e) {
			throw new UnsuitableException(path, e.getMessage(), e.remedy());
		}
	}

	private Optional<PlannedCell> cell(Cells.Cell sweep, List<PlannedAnalysis> analyses) {
		Experiment experiment = sweep.experiment();
		try {
			Points inputs = InputPoints.of(experiment.getInputs(), experiment.getSeed(), file);
			var architecture = resolve(Kind.ARCHITECTURE, experiment.getArchitecture(), "architecture");
			var prior = resolve(Kind.PRIOR, experiment.getPrior(), "prior");
			if (architecture.isEmpty() || prior.isEmpty())
				return Optional.empty();
			Ensemble ensemble = ensemble(architecture.get(), prior.get(), inputs);
			Optional<GivenDraws> given = ensemble.capability(GivenDraws.class);
			Optional<TrainingData> known = experiment.getData() == null ? Optional.empty()
					: Optional.of(TrainingData.of(experiment.getData(), given.map(GivenDraws::points).orElse(inputs), ensemble.outputs(), file));
			Points points = known.map(TrainingData::points).orElse(given.map(GivenDraws::points).orElse(inputs));
			long draws = Math.min(experiment.getSampling().getDraws(), given.map(GivenDraws::draws).orElse(Long.MAX_VALUE));
			files.add(experiment);
			var sampler = switch (experiment.getSampling().getSampler()) {
			case CONDITIONAL -> Optional.of(Need.Path.CONDITIONAL);
			case EXPLICIT -> Optional.of(Need.Path.EXPLICIT);
			default -> Optional.<Need.Path>empty();
			};
			Optional<Data> data = known.map(TrainingData::data);
			long key = RandomKey.of(experiment.getSeed(), sweep.hash());
			var variances = new PriorVariances(prior.get().parameters(), other -> ensemble(architecture.get(), new Specification(prior.get().declaration(), other), points));
			var cell = new Cell(sweep.index(), sweep.values(), ensemble, points, data, draws, sampler, Optional.of(variances), key);
			if (!identities(experiment).equals(identities(this.experiment)))
				throw new UnsuitableException("sweep", "an axis replaces analyses: every cell needs the same ones", "sweep their parameters, or give several analyses, each with its name");
			List<Measurement<?>> measurements = new ArrayList<>();
			for (int i = 0; i < analyses.size(); i++) {
				PlannedAnalysis analysis = analyses.get(i);
				resolve(Kind.ANALYSIS, experiment.getAnalyses().get(i), "analyses." + analysis.name()) // an axis may be one of its parameters
						.flatMap(specification -> prepare(analysis, specification.parameters(), cell)).ifPresent(measurements::add);
			}
			if (measurements.size() < analyses.size())
				return Optional.empty();
			return Optional.of(new PlannedCell(cell, key, measurements, experiment.getSampling().getTargetError() != null));
		} catch (UnsuitableException e) {
			problems.add(new Problem(file, e.path(), e.getMessage(), e.remedy()));
			return Optional.empty();
		}
	}

	/** Names and ids of the analyses. */
	private static List<List<String>> identities(Experiment experiment) {
		return experiment.getAnalyses().stream().map(analysis -> List.of(ExperimentPaths.nameOf(analysis), analysis.getId())).toList();
	}

	private Ensemble ensemble(Specification architecture, Specification prior, Points points) throws UnsuitableException {
		Architecture instance = create(architecture, Architecture.class, "architecture");
		var laws = new PriorLaws(create(prior, Prior.class, "prior"), prior.parameters(), shape -> create(shape, Prior.class, "prior.groups"));
		try {
			return instance.build(architecture.parameters(), new Architecture.Activations() {

				@Override
				public Activation create(Specification activation) throws UnsuitableException {
					return Planner.this.create(activation, Activation.class, "architecture");
				}

				@Override
				public LayerFamily layer(Specification layer) throws UnsuitableException {
					return Planner.this.create(layer, LayerFamily.class, "architecture");
				}
			}, laws, points.dimension());
		} catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
			throw broken(architecture.declaration(), "architecture", e);
		}
	}

	private Optional<Measurement<?>> prepare(PlannedAnalysis analysis, Parameters parameters, Cell cell) {
		String own = "analyses." + analysis.name();
		try {
			return Optional.of(analysis.analysis().prepare(parameters, cell));
		} catch (UnsuitableException e) {
			String path = e.path().isEmpty() ? own : MODEL_PATHS.contains(e.path().split("\\.", 2)[0]) ? e.path() : own + "." + e.path();
			problems.add(new Problem(file, path, e.getMessage(), e.remedy()));
		} catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
			var broken = broken(analysis.declaration(), own, e);
			problems.add(new Problem(file, own, broken.getMessage(), broken.remedy()));
		}
		return Optional.empty();
	}

	private static UnsuitableException broken(Declaration declaration, String path, Throwable e) {
		var unsuitable = new UnsuitableException(path, declaration.id() + " (" + declaration.bundle() + " " + declaration.version() + ") failed: "
				+ e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage().lines().findFirst().orElse("")),
				"report it to the author of the plug-in");
		unsuitable.initCause(e);
		return unsuitable;
	}

	private String hash() {
		Map<String, Object> json = ExperimentPaths.toJson(experiment);
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest((NUMBERS + '\n' + Json.write(json) + files.digests()).getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 16);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e); // every Java platform has SHA-256
		}
	}
}
