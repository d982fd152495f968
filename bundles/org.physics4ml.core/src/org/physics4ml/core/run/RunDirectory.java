package org.physics4ml.core.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import org.physics4ml.model.AtomicFiles;
import org.physics4ml.model.ExperimentFiles;
import org.physics4ml.model.InvalidExperimentException;
import org.physics4ml.model.Json;
import org.physics4ml.model.experiment.Experiment;

/**
 * A run on disk: frozen experiment, provenance, state, log and checkpoints from the first second, then findings and data. Complete files appear
 * atomically; what a kill leaves behind blocks nothing. Open while one process writes; not thread-safe but for {@link #log}.
 */
public final class RunDirectory implements Closeable {

	public static final String EXPERIMENT = "experiment.p4ml";
	public static final String PROVENANCE = "provenance.json";
	public static final String STATE = "state.json";
	public static final String LOG = "log.txt";
	public static final String CHECKPOINTS = "checkpoints";
	public static final String FINDINGS = "findings.json";
	public static final String DATA = "data.h5";
	public static final String FIGURES = "figures";
	/** Matrices that analyses leave, see {@link org.physics4ml.core.analysis.Computation}. */
	public static final String ARRAYS = "arrays";
	private static final String LOCK = "lock";

	private final Path path;
	private final String plan;
	private final FileChannel lockFile;
	private final Instant started = Instant.now();

	private RunDirectory(Path path, String plan, FileChannel lockFile) {
		this.path = path;
		this.plan = plan;
		this.lockFile = lockFile;
	}

	/** The directory cannot be used for this run. */
	public static final class UnusableException extends Exception {

		private static final long serialVersionUID = 1;

		private final transient Path path;
		private final String remedy;

		UnusableException(Path path, String message, String remedy) {
			super(message);
			this.path = path;
			this.remedy = remedy;
		}

		public Path path() {
			return path;
		}

		public String remedy() {
			return remedy;
		}
	}

	/**
	 * Checks, without writing anything, that a directory can take a run.
	 *
	 * @param resume whether it may hold an earlier run of the same experiment
	 * @throws UnusableException if it is not empty (or, to resume, holds another experiment), is no directory, cannot be written, or is on a disk without room for the matrices of the plan
	 */
	public static void check(Path path, Plan plan, boolean resume) throws UnusableException {
		try {
			if (!Files.exists(path)) {
				Path parent = path.toAbsolutePath().getParent();
				while (parent != null && !Files.exists(parent))
					parent = parent.getParent();
				if (parent == null || !Files.isDirectory(parent) || !Files.isWritable(parent))
					throw new UnusableException(path, "cannot be created: " + parent + " is not a writable directory", "choose another directory with --out");
				requireRoom(path, parent, plan);
				return;
			}
			if (!Files.isDirectory(path))
				throw new UnusableException(path, "is not a directory", "choose another one with --out");
			if (!Files.isWritable(path))
				throw new UnusableException(path, "is not writable", "choose another directory with --out");
			if (!resume) {
				try (var content = Files.newDirectoryStream(path)) {
					if (content.iterator().hasNext())
						throw new UnusableException(path, "is not empty", "choose another directory with --out, or continue the run in it with --resume");
				}
				requireRoom(path, path, plan);
				return;
			}
			Experiment frozen;
			try {
				frozen = ExperimentFiles.load(path.resolve(EXPERIMENT));
			} catch (InvalidExperimentException e) {
				requireRoom(path, path, plan);
				return; // without a complete experiment it counts as empty
			}
			String difference = plan.firstDifference(frozen);
			if (difference != null)
				throw new UnusableException(path, "holds a run of another experiment: " + difference, "choose another directory with --out, or resume with the options of that run");
			Path provenance = path.resolve(PROVENANCE);
			if (Files.exists(provenance) && Json.parse(Files.readString(provenance)) instanceof Map<?, ?> map && map.get("run") instanceof String run && !plan.hash().equals(run))
				throw new UnusableException(path, "holds a run of this experiment with other numbers: a file that it names has changed, or the program", "choose another directory with --out");
			requireRoom(path, path, plan);
		} catch (IOException e) {
			throw new UnusableException(path, "cannot be read: " + e.getMessage(), "choose another directory with --out");
		}
	}

	/** @param existing the directory, or the one in which it will be made */
	private static void requireRoom(Path path, Path existing, Plan plan) throws IOException, UnusableException {
		long needed = StoredComputation.missingBytes(path, plan), room = needed == 0 ? Long.MAX_VALUE : Files.getFileStore(existing).getUsableSpace();
		if (needed > room)
			throw new UnusableException(path, "needs " + mebibytes(needed) + " for matrices, and the disk has room for " + mebibytes(room), "use fewer points, make room, or choose another directory with --out");
	}

	private static String mebibytes(long bytes) {
		return (bytes + (1 << 20) - 1 >> 20) + " MiB";
	}

	/** Whether the directory holds the finished run of an experiment. */
	public static boolean isDone(Path path) {
		try {
			return Files.exists(path.resolve(FINDINGS)) && Files.exists(path.resolve(EXPERIMENT)) && state(path) == RunState.DONE;
		} catch (IOException e) {
			return false;
		}
	}

	/** The state that a run directory states; {@link RunState#RUNNING} also after a kill. */
	public static RunState state(Path path) throws IOException {
		try {
			Object state = ((Map<?, ?>) Json.parse(Files.readString(path.resolve(STATE)))).get("state");
			for (RunState candidate : RunState.values())
				if (candidate.id().equals(state))
					return candidate;
			throw new IOException(path.resolve(STATE) + ": unknown state " + state);
		} catch (IllegalArgumentException | ClassCastException e) {
			throw new IOException(path.resolve(STATE) + ": " + e.getMessage(), e);
		}
	}

	/**
	 * Opens the directory for a run, making it if it is absent, and writes what is known at the start. {@link #check} comes first.
	 *
	 * @param provenance what {@code provenance.json} says: versions, plug-ins, seed, host, options
	 * @throws UnusableException if it cannot be made, or another process writes to it
	 */
	public static RunDirectory open(Path path, Plan plan, Map<String, Object> provenance) throws IOException, UnusableException {
		try {
			Files.createDirectories(path.resolve(CHECKPOINTS));
		} catch (IOException e) {
			throw new UnusableException(path, "cannot be created: " + e.getClass().getSimpleName() + " " + e.getMessage(), "choose another directory with --out");
		}
		var lockFile = FileChannel.open(path.resolve(CHECKPOINTS).resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		FileLock lock;
		try {
			lock = lockFile.tryLock(); // the system releases it when the process ends, however it ends
		} catch (OverlappingFileLockException e) {
			lock = null;
		}
		if (lock == null) {
			lockFile.close();
			throw new UnusableException(path, "is being written by another process", "wait for its end, or choose another directory with --out");
		}
		var directory = new RunDirectory(path, plan.hash(), lockFile);
		try {
			directory.state(RunState.RUNNING, "");
			if (!Files.exists(path.resolve(EXPERIMENT)) || !isComplete(path.resolve(EXPERIMENT)))
				ExperimentFiles.save(plan.experiment(), path.resolve(EXPERIMENT));
			AtomicFiles.write(path.resolve(PROVENANCE), Json.writePretty(provenance));
			directory.log("run " + plan.hash(), null);
			return directory;
		} catch (IOException | RuntimeException e) {
			directory.close();
			throw e;
		}
	}

	private static boolean isComplete(Path experiment) {
		try {
			ExperimentFiles.load(experiment);
			return true;
		} catch (InvalidExperimentException e) {
			return false;
		}
	}

	public Path path() {
		return path;
	}

	/** Writes the state, with a message of one line or none. */
	void state(RunState state, String message) throws IOException {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("state", state.id());
		if (!message.isEmpty())
			json.put("message", message);
		json.put("started", started.truncatedTo(ChronoUnit.SECONDS).toString());
		json.put("updated", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
		json.put("pid", ProcessHandle.current().pid());
		AtomicFiles.write(path.resolve(STATE), Json.writePretty(json));
	}

	/** Appends to the log, with the stack trace of an error if there is one. Thread-safe; a log that cannot be written stops nothing. */
	public synchronized void log(String line, Throwable error) {
		var text = new StringWriter();
		var writer = new PrintWriter(text);
		writer.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + line);
		if (error != null)
			error.printStackTrace(writer);
		try {
			Files.writeString(path.resolve(LOG), text.toString(), StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		} catch (IOException e) {
			// the run itself will say what is wrong with the disk
		}
	}

	/** Writes bytes. */
	interface Writer {
		void write(DataOutputStream out) throws IOException;
	}

	/** Reads bytes. */
	interface Reader {
		void read(DataInputStream in) throws IOException;
	}

	static String checkpointOf(int cell) {
		return String.format("cell-%06d", cell);
	}

	private Path checkpointFile(String name) {
		return path.resolve(CHECKPOINTS).resolve(name + ".bin");
	}

	/** Replaces a checkpoint. */
	void checkpoint(String name, Writer content) throws IOException {
		var bytes = new ByteArrayOutputStream();
		var out = new DataOutputStream(bytes);
		out.writeUTF(plan);
		content.write(out);
		var crc = new CRC32C();
		crc.update(bytes.toByteArray());
		out.writeLong(crc.getValue());
		AtomicFiles.write(checkpointFile(name), bytes.toByteArray());
	}

	/** Reads a checkpoint if there is a complete one of this plan. */
	boolean restore(String name, Reader content) throws IOException {
		byte[] bytes;
		try {
			bytes = Files.readAllBytes(checkpointFile(name));
		} catch (NoSuchFileException e) {
			return false;
		}
		int length = bytes.length - Long.BYTES;
		var crc = new CRC32C();
		crc.update(bytes, 0, Math.max(0, length));
		if (length < 0 || new DataInputStream(new ByteArrayInputStream(bytes, length, Long.BYTES)).readLong() != crc.getValue()) {
			log("the checkpoint " + name + " is damaged; what it kept starts again", null);
			return false;
		}
		var in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
		if (!in.readUTF().equals(plan))
			return false;
		content.read(in);
		return true;
	}

	/** Writes findings and data. */
	void findings(Plan plan, List<AnalysisFindings> findings) throws IOException {
		AtomicFiles.write(path.resolve(FINDINGS), Json.writePretty(FindingsDocument.toJson(plan.hash(), plan.experiment().getName(), findings)));
		DataFile.write(path.resolve(DATA), findings);
	}

	@Override
	public void close() throws IOException {
		lockFile.close();
	}
}
