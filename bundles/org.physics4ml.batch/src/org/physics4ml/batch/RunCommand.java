package org.physics4ml.batch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import org.physics4ml.core.findings.Check;
import org.physics4ml.core.findings.Verdict;
import org.physics4ml.core.run.AnalysisFindings;
import org.physics4ml.core.run.Backend;
import org.physics4ml.core.run.Engine;
import org.physics4ml.core.run.Experiments;
import org.physics4ml.core.run.FindingsDocument;
import org.physics4ml.core.run.Plan;
import org.physics4ml.core.run.Planner;
import org.physics4ml.core.run.Provenance;
import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.core.run.RunFailure;
import org.physics4ml.core.run.Threads;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.model.Problem;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "run", mixinStandardHelpOptions = true, sortOptions = false, header = "Runs experiments.", //
		description = { "", "Draws the networks, measures, compares with theory, and leaves a directory with findings.json, data.h5 and figures.", "" }, //
		footer = { "", "Examples:", "  physics4ml run four-point-vs-width", "  physics4ml run my.p4ml --set sampling.draws=1e6 --threads 8 --out runs/long", //
				"  physics4ml run my.p4ml --sweep architecture.width=[10,30,100] --json", "  physics4ml run my.p4ml --out runs/long --resume", "", //
				"Exit codes: 0 done, 1 the run failed, 2 wrong usage or invalid experiment, 3 cancelled, 4 a check failed (--fail-on-check)." })
final class RunCommand implements Callable<Integer> {

	private final Session session;

	@Parameters(paramLabel = "EXPERIMENT", arity = "1..*", description = "A file (*.p4ml) or the name of a template, see `physics4ml templates`.")
	private List<String> experiments;

	@Option(names = "--out", paramLabel = "DIR", description = { "The run directory; with several experiments one folder in it for each.", //
			"It must be absent or empty. Default: ./runs/<name>-<n>" })
	private Path out;

	@Mixin
	private Edits edits;

	@Option(names = "--threads", paramLabel = "N", description = "Threads that draw and compute. Default: all cores. The numbers do not depend on it.")
	private Integer threads;

	@Option(names = "--resume", description = "Continue the run in DIR; a finished one is left as it is.")
	private boolean resume;

	@Option(names = "--fail-on-check", description = "End with exit code 4 if a comparison with theory fails.")
	private boolean failOnCheck;

	@Option(names = "--portable", description = "Pure Java matrix products: the same bits on any CPU.")
	private boolean portable;

	@Option(names = "--json", description = "Print the findings document, or an array of them, and nothing else.")
	private boolean json;

	@Option(names = "--quiet", description = "Print nothing but problems.")
	private boolean quiet;

	RunCommand(Session session) {
		this.session = session;
	}

	/** An experiment that is about to run. */
	private record Job(String name, String stem, Plan plan, Path directory) {
	}

	@Override
	public Integer call() throws IOException {
		if (threads != null && threads < 1)
			return session.invalid("physics4ml run", "--threads", threads + " is not a number of threads", "give 1 or more");
		List<Job> jobs;
		try {
			jobs = jobs();
		} catch (InvalidExperimentException e) {
			return session.invalid(e);
		}
		int code = ExitCode.DONE;
		List<Object> documents = new ArrayList<>();
		for (Job planned : jobs) {
			Job job = out == null && !resume ? reserve(planned) : planned;
			int result = run(job, documents);
			if (result == ExitCode.CANCELLED || result == ExitCode.INVALID)
				return result;
			if (result != ExitCode.DONE && code != ExitCode.FAILED)
				code = result;
		}
		if (json && !quiet && documents.size() == jobs.size())
			session.json(jobs.size() == 1 ? documents.getFirst() : documents);
		return code;
	}

	/** Plans everything before anything is written. */
	private List<Job> jobs() throws InvalidExperimentException {
		List<Problem> problems = new ArrayList<>();
		List<Job> jobs = new ArrayList<>();
		Set<Path> directories = new HashSet<>();
		for (String name : experiments)
			try {
				Experiments.Source source = edits.load(name);
				Plan plan = Threads.<Plan, InvalidExperimentException>call(threads(), () -> Planner.plan(source.experiment(), name, session.registry()));
				if (!quiet)
					session.report(source.notices());
				plan.requireMemory(name, threads());
				Path directory = directory(source.stem(), directories);
				if (!directories.add(directory.toAbsolutePath().normalize()))
					problems.add(new Problem(directory.toString(), "", "two experiments share the name " + source.stem(), "run them one by one with --out"));
				RunDirectory.check(directory, plan, resume);
				jobs.add(new Job(name, source.stem(), plan, directory));
			} catch (InvalidExperimentException e) {
				problems.addAll(e.problems());
			} catch (RunDirectory.UnusableException e) {
				problems.add(new Problem(e.path().toString(), "", e.getMessage(), e.remedy()));
			}
		if (!problems.isEmpty())
			throw new InvalidExperimentException(problems);
		return jobs;
	}

	private int threads() {
		return threads != null ? threads : Runtime.getRuntime().availableProcessors();
	}

	private Path directory(String stem, Set<Path> taken) {
		if (out != null)
			return experiments.size() == 1 ? out : out.resolve(stem);
		Path runs = Path.of("runs");
		for (int n = 1;; n++) {
			Path candidate = runs.resolve(stem + "-" + n);
			boolean free = !Files.exists(candidate) || resume && !RunDirectory.isDone(candidate);
			if (free && !taken.contains(candidate.toAbsolutePath().normalize()))
				return candidate;
		}
	}

	/** Makes the default directory at once: of runs started at the same time each gets its own. */
	private Job reserve(Job job) throws IOException {
		Path directory = job.directory();
		Files.createDirectories(directory.toAbsolutePath().getParent());
		while (true)
			try {
				return new Job(job.name(), job.stem(), job.plan(), Files.createDirectory(directory));
			} catch (FileAlreadyExistsException e) {
				directory = directory(job.stem(), Set.of());
			}
	}

	private int run(Job job, List<Object> documents) throws IOException {
		var progress = new ProgressPrinter(session, quiet);
		if (resume && RunDirectory.isDone(job.directory())) {
			String findings = Files.readString(job.directory().resolve(RunDirectory.FINDINGS));
			Object document = Json.parse(findings);
			documents.add(document);
			if (!quiet && !json)
				session.out().println(job.directory() + ": the run is finished already");
			return failOnCheck && anyFailed(FindingsDocument.fromJson(document).analyses()) ? ExitCode.CHECK_FAILED : ExitCode.DONE;
		}
		var backend = Backend.choose(portable);
		int count = threads();
		progress.plan(job.name(), job.plan(), count);
		Map<String, Object> options = new LinkedHashMap<>();
		options.put("threads", (long) count);
		options.put("portable", portable);
		options.put("resume", resume);
		try (var directory = RunDirectory.open(job.directory(), job.plan(), Provenance.of(job.plan(), session.registry(), backend, "command line " + Version.text(), options))) {
			List<AnalysisFindings> findings = Engine.run(job.plan(), directory, count, backend.blas(), progress.monitor(directory));
			progress.end();
			if (findings == null) {
				session.err().println(job.directory() + ": cancelled; continue with --resume --out " + job.directory());
				return ExitCode.CANCELLED;
			}
			documents.add(FindingsDocument.toJson(job.plan().hash(), job.plan().experiment().getName(), findings));
			if (!quiet && !json)
				Summary.print(session.out(), job.directory(), findings);
			return failOnCheck && anyFailed(findings) ? ExitCode.CHECK_FAILED : ExitCode.DONE;
		} catch (RunDirectory.UnusableException e) {
			return session.invalid(e.path().toString(), "", e.getMessage(), e.remedy());
		} catch (RunFailure e) {
			progress.end();
			session.err().println(job.name() + ": " + e.getMessage());
			return ExitCode.FAILED;
		} catch (IOException e) {
			progress.end();
			session.err().println(job.directory() + ": cannot be written: " + reason(e) + "; make room or choose another directory, then continue with --resume");
			return ExitCode.FAILED;
		}
	}

	private static String reason(IOException e) {
		String reason = e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : e.getMessage();
		return reason == null ? e.getClass().getSimpleName() : reason.replaceAll("\\R", " ");
	}

	private static boolean anyFailed(List<AnalysisFindings> findings) {
		return findings.stream().flatMap(analysis -> analysis.findings().checks().stream()).map(Check::verdict).anyMatch(Verdict.FAILED::equals);
	}
}
