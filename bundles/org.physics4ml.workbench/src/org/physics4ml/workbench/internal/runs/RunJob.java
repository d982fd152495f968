package org.physics4ml.workbench.internal.runs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.eclipse.core.filesystem.URIUtil;
import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.physics4ml.core.run.AnalysisFindings;
import org.physics4ml.core.run.Backend;
import org.physics4ml.core.run.Engine;
import org.physics4ml.core.run.Plan;
import org.physics4ml.core.run.Planner;
import org.physics4ml.core.run.Progress;
import org.physics4ml.core.run.Provenance;
import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.core.run.RunFailure;
import org.physics4ml.core.run.RunMonitor;
import org.physics4ml.figures.FigureFiles;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Problem;
import org.physics4ml.workbench.internal.Installed;
import org.physics4ml.workbench.internal.explorer.Runs;

/**
 * Runs an experiment as the command line does, in the background: plans, opens a run directory beside the experiment and a run editor on it, draws, concludes.
 * Runs wait for each other, as each uses all processors.
 */
public final class RunJob extends Job {

	/** Jobs of this family are runs. */
	public static final Object FAMILY = RunJob.class;

	private static final int TICKS = 1000;
	/** Kept, so that the level stays: the logger of the HDF5 library reports every group that it writes. */
	private static final Logger HDF = Logger.getLogger("io.jhdf");

	/** Conflicts with itself only. */
	private static final ISchedulingRule ONE_AT_A_TIME = new ISchedulingRule() {

		@Override
		public boolean contains(ISchedulingRule rule) {
			return rule == this;
		}

		@Override
		public boolean isConflicting(ISchedulingRule rule) {
			return rule == this;
		}
	};

	private final Path experiment;
	private final Path directory;
	private final boolean resume;
	private LiveRun live;

	private RunJob(String name, Path experiment, Path directory, boolean resume) {
		super(name);
		this.experiment = experiment;
		this.directory = directory;
		this.resume = resume;
		setUser(true);
		setPriority(LONG);
		setRule(ONE_AT_A_TIME);
	}

	/** A new run of an experiment, in the next free directory {@code runs/<stem>-<n>} beside it. */
	public static RunJob of(IFile experiment) {
		return new RunJob("Running " + experiment.getName(), experiment.getLocation().toPath(), null, false);
	}

	/** Continues a cancelled, failed or interrupted run. */
	public static RunJob resume(Path directory) {
		String stem = directory.getFileName().toString().replaceFirst("-\\d+$", "");
		Path folder = directory.getParent() != null && directory.getParent().endsWith(Runs.FOLDER) ? directory.getParent().getParent() : directory;
		return new RunJob("Resuming " + directory.getFileName(), folder.resolve(stem + "." + Runs.EXTENSION), directory, true);
	}

	@Override
	public boolean belongsTo(Object family) {
		return family == FAMILY;
	}

	@Override
	protected IStatus run(IProgressMonitor monitor) {
		monitor.beginTask(getName(), TICKS);
		HDF.setLevel(Level.SEVERE);
		try {
			monitor.subTask("Planning");
			Plan plan = Planner.plan(ExperimentFiles.load(resume ? directory.resolve(RunDirectory.EXPERIMENT) : experiment), experiment.toString(), Installed.registry());
			if (monitor.isCanceled())
				return Status.CANCEL_STATUS;
			return run(plan, monitor);
		} catch (InvalidExperimentException e) {
			return refused(e.problems());
		} catch (RunDirectory.UnusableException e) {
			return refused(List.of(new Problem(e.path().toString(), "", e.getMessage(), resume ? e.remedy().replaceAll(" with --\\S+", "") : "check the permissions of the folder, or move the experiment to another one")));
		} catch (RunFailure e) {
			return failed(e.getMessage(), e.getCause());
		} catch (IOException e) {
			return failed((directory == null ? experiment.getParent() : directory) + " cannot be written: " + reason(e) + "; make room or check the permissions, then " + (directory == null && live == null ? "run the experiment again" : "resume the run"), e);
		} finally {
			monitor.done();
		}
	}

	private IStatus run(Plan plan, IProgressMonitor monitor) throws RunDirectory.UnusableException, RunFailure, IOException {
		var backend = Backend.choose(false);
		int threads = Runtime.getRuntime().availableProcessors();
		Map<String, Object> options = new LinkedHashMap<>();
		options.put("threads", (long) threads);
		options.put("portable", false);
		options.put("resume", resume);
		String front = "workbench " + Platform.getProduct().getDefiningBundle().getVersion();
		try (var open = open(plan, Provenance.of(plan, Installed.registry(), backend, front, options))) {
			live = new LiveRun(open.path().toAbsolutePath().normalize(), this::cancel);
			LiveRuns.begin(live);
			refresh(open.path());
			RunEditor.openLater(open.path());
			try (var follower = new Follower(open, monitor)) {
				return Engine.run(plan, open, threads, backend.blas(), follower) == null ? Status.CANCEL_STATUS : Status.OK_STATUS;
			}
		} finally {
			if (live != null) {
				refresh(live.path());
				LiveRuns.end(live);
			}
		}
	}

	private RunDirectory open(Plan plan, Map<String, Object> provenance) throws RunDirectory.UnusableException, IOException {
		if (resume) {
			RunDirectory.check(directory, plan, true);
			return RunDirectory.open(directory, plan, provenance);
		}
		String name = experiment.getFileName().toString();
		Path runs = experiment.resolveSibling(Runs.FOLDER);
		for (int n = 1;; n++) {
			Path candidate = runs.resolve(name.substring(0, name.lastIndexOf('.')) + "-" + n);
			if (Files.exists(candidate))
				continue;
			RunDirectory.check(candidate, plan, false);
			return RunDirectory.open(candidate, plan, provenance);
		}
	}

	private IStatus refused(List<Problem> problems) {
		var text = new StringBuilder();
		for (Problem problem : problems.subList(0, Math.min(10, problems.size())))
			text.append(problem.path().isEmpty() ? "" : problem.path() + ": ").append(problem.message()).append("; ").append(problem.remedy()).append('\n');
		if (problems.size() > 10)
			text.append("… and ").append(problems.size() - 10).append(" more\n");
		return new Status(IStatus.ERROR, getClass(), (resume ? "The run cannot be resumed.\n" : experiment.getFileName() + " cannot run.\n") + text);
	}

	private IStatus failed(String message, Throwable cause) {
		return new Status(IStatus.ERROR, getClass(), message, cause);
	}

	private static String reason(IOException e) {
		String reason = e instanceof FileSystemException file && file.getReason() != null ? file.getReason() : e.getMessage();
		return reason == null ? e.getClass().getSimpleName() : reason;
	}

	/** Lets the workspace see a directory and what is in it, soon: a run holds no rule of the workspace. */
	static void refresh(Path path) {
		ICoreRunnable look = monitor -> {
			for (IContainer container : ResourcesPlugin.getWorkspace().getRoot().findContainersForLocationURI(URIUtil.toURI(path.toString()))) {
				IContainer known = container;
				while (known.getParent() != null && !known.getParent().exists())
					known = known.getParent(); // what is new is found from what is known
				known.refreshLocal(IResource.DEPTH_INFINITE, monitor);
			}
		};
		Job job = Job.create("Looking for the files of " + path.getFileName(), look);
		job.setSystem(true);
		job.schedule();
	}

	/** Follows the engine for the progress view and the live figures. */
	private final class Follower implements RunMonitor, AutoCloseable {

		private final RunDirectory open;
		private final IProgressMonitor monitor;
		private final ExecutorService conclusions = Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("physics4ml-live").factory());
		private final AtomicBoolean busy = new AtomicBoolean();
		private int worked;

		Follower(RunDirectory open, IProgressMonitor monitor) {
			this.open = open;
			this.monitor = monitor;
		}

		@Override
		public boolean isCancelled() {
			return monitor.isCanceled();
		}

		@Override
		public void progress(Progress progress) {
			live.progress(progress);
			monitor.subTask(text(progress));
			int done = (int) (progress.fraction() * TICKS);
			monitor.worked(Math.max(0, done - worked));
			worked = Math.max(worked, done);
		}

		@Override
		public void partial(Supplier<List<AnalysisFindings>> findings) {
			if (busy.compareAndSet(false, true))
				conclusions.execute(() -> {
					try {
						live.partial(findings.get());
					} catch (RuntimeException | LinkageError e) {
						open.log("no live figures: " + e, e); // the end of the run reports what is wrong with the analysis
					} finally {
						busy.set(false);
					}
				});
		}

		@Override
		public void concluded(List<AnalysisFindings> findings) throws IOException {
			live.concluded(findings);
			for (String problem : FigureFiles.write(open.path().resolve(RunDirectory.FIGURES), findings))
				open.log(problem, null);
		}

		@Override
		public void log(String line) {
			open.log(line, null);
		}

		@Override
		public void close() {
			conclusions.shutdown();
		}
	}

	/** Draws and rate, or what is computed, and remaining time in one line. */
	static String text(Progress progress) {
		String draws = String.format(Locale.ROOT, "%,d of %,d draws%s", progress.draws(), progress.allDraws(),
				progress.rate() > 0 ? String.format(Locale.ROOT, progress.rate() < 100 ? ", %.3g draws/s" : ", %,.0f draws/s", progress.rate()) : "");
		return (progress.cells() == 1 ? "" : "cell " + progress.cell() + " of " + progress.cells() + ", ") + (progress.task().isEmpty() ? draws : progress.task())
				+ (progress.remaining() == null ? "" : ", " + text(progress.remaining()) + " left");
	}

	private static String text(Duration duration) {
		long seconds = duration.toSeconds();
		return seconds < 1 ? "a second" : seconds < 120 ? seconds + " s" : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
	}
}
