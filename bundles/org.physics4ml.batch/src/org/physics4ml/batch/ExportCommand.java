package org.physics4ml.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.physics4ml.core.run.Export;
import org.physics4ml.core.run.StoredRun;
import org.physics4ml.figures.FigureFiles;
import org.physics4ml.model.InvalidExperimentException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false, header = "Writes the tables or figures of a run in another format.", //
		footer = { "", "Example:", "  physics4ml export runs/erf-net-1 --format npz --out data", "  python: numpy.load('data/findings.npz')['correlators/moments/connected']" })
final class ExportCommand implements Callable<Integer> {

	private final Session session;

	@Parameters(paramLabel = "RUN", description = "The directory of a run.")
	private Path directory;

	/** The formats. */
	enum Format {
		csv, npz, hdf5, svg, png
	}

	@Option(names = "--format", required = true, paramLabel = "FORMAT", description = "csv: one file a table; npz: findings.npz; hdf5: findings.h5; svg, png: one file a figure.")
	private Format format;

	@Option(names = "--out", paramLabel = "DIR", description = "Where to write. Default: the folder `export` in the run directory.")
	private Path out;

	ExportCommand(Session session) {
		this.session = session;
	}

	@Override
	public Integer call() {
		try {
			var findings = StoredRun.load(directory).findings().analyses();
			Path folder = out == null ? directory.resolve("export") : out;
			List<Path> files = switch (format) {
			case csv -> Export.csv(folder, findings);
			case npz -> List.of(Export.npz(folder, findings));
			case hdf5 -> List.of(Export.hdf5(folder, findings));
			case svg -> FigureFiles.svg(folder, findings);
			case png -> FigureFiles.png(folder, findings);
			};
			files.forEach(session.out()::println);
			return ExitCode.DONE;
		} catch (InvalidExperimentException e) {
			return session.invalid(e);
		} catch (IOException e) {
			session.err().println((out == null ? directory : out) + ": cannot be written: " + e.getMessage() + "; choose another directory with --out");
			return ExitCode.FAILED;
		}
	}
}
