package org.physics4ml.batch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.physics4ml.core.run.AnalysisFindings;
import org.physics4ml.core.run.Plan;
import org.physics4ml.core.run.PlannedCell;
import org.physics4ml.core.run.Progress;
import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.core.run.RunMonitor;
import org.physics4ml.figures.FigureFiles;

/** Tells on stderr what a run will do and how far it is: one line that is rewritten on a terminal, plain lines now and then elsewhere. */
final class ProgressPrinter {

	private static final long TERMINAL_NANOS = 200_000_000L;
	private static final long PLAIN_NANOS = 10_000_000_000L;
	private final Session session;
	private final boolean quiet;
	private final boolean terminal = System.console() != null && System.console().isTerminal();
	private long last = System.nanoTime();
	private int written;

	ProgressPrinter(Session session, boolean quiet) {
		this.session = session;
		this.quiet = quiet;
	}

	void plan(String name, Plan plan, int threads) {
		if (quiet)
			return;
		int cells = plan.cells().size();
		session.err().println(name + ": " + (cells == 1 ? "" : cells + " cells, ") + plan.draws() + " draws" + (plan.targetError().isPresent() ? " at most" : "") + ", "
				+ String.format(Locale.ROOT, "%.2g", plan.work()) + " operations, about " + text(Duration.ofMillis((long) (plan.work() / Plan.RATE / threads * 1000))) + " on "
				+ threads + (threads == 1 ? " thread, " : " threads, ") + String.format(Locale.ROOT, "%.0f MB", Math.max(1, plan.memory(threads) / 1e6))
				+ (plan.disk() > 0 ? String.format(Locale.ROOT, ", %.0f MB of matrices on disk", Math.max(1, plan.disk() / 1e6)) : ""));
		for (int analysis = 0; analysis < plan.analyses().size(); analysis++) {
			PlannedCell first = plan.cells().getFirst();
			session.err().println("  " + plan.analyses().get(analysis).name() + ": " + first.measurements().get(analysis).explanation());
		}
	}

	RunMonitor monitor(RunDirectory directory) {
		return new RunMonitor() {

			@Override
			public boolean isCancelled() {
				return session.cancellation().isRequested();
			}

			@Override
			public void progress(Progress progress) {
				print(progress);
			}

			@Override
			public void concluded(List<AnalysisFindings> findings) throws IOException {
				for (String problem : FigureFiles.write(directory.path().resolve(RunDirectory.FIGURES), findings))
					directory.log(problem, null);
			}

			@Override
			public void forecast(String line) {
				if (quiet)
					return;
				end();
				session.err().println("  " + line);
			}

			@Override
			public void log(String line) {
				directory.log(line, null);
			}
		};
	}

	private void print(Progress progress) {
		long now = System.nanoTime();
		if (quiet || progress.rate() == 0 && progress.task().isEmpty() || now - last < (terminal ? TERMINAL_NANOS : PLAIN_NANOS))
			return;
		last = now;
		String draws = String.format(Locale.ROOT, "%d of %d draws  %.3g draws/s", progress.draws(), progress.allDraws(), progress.rate());
		String line = String.format(Locale.ROOT, "%3.0f %%  %s%s  %s", progress.fraction() * 100, progress.cells() == 1 ? "" : "cell " + progress.cell() + " of " + progress.cells() + "  ",
				progress.task().isEmpty() ? draws : progress.task(), progress.remaining() == null ? "" : text(progress.remaining()) + " left");
		if (!terminal) {
			session.err().println(line);
			return;
		}
		session.err().print("\r" + line + " ".repeat(Math.max(0, written - line.length())));
		session.err().flush();
		written = line.length();
	}

	/** Clears the line. */
	void end() {
		if (terminal && written > 0) {
			session.err().print("\r" + " ".repeat(written) + "\r");
			session.err().flush();
		}
		written = 0;
	}

	private static String text(Duration duration) {
		long seconds = duration.toSeconds();
		if (seconds < 1)
			return "a second";
		if (seconds < 120)
			return seconds + " s";
		if (seconds < 7200)
			return seconds / 60 + " min";
		return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
	}
}
