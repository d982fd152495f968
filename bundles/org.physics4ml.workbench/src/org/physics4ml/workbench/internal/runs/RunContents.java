package org.physics4ml.workbench.internal.runs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.physics4ml.core.run.AnalysisFindings;
import org.physics4ml.core.run.FindingsDocument;
import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.core.run.RunState;
import org.physics4ml.model.Json;

/**
 * What a run directory holds, as far as it can be read.
 *
 * @param state      the word for the reader: done, running, cancelled, failed, interrupted, damaged, missing
 * @param message    why a run failed; empty otherwise
 * @param findings   what was found; empty if nothing was, or nothing can be read
 * @param problem    what is wrong with the directory; empty if nothing is
 * @param remedy     what to do about it, or what the next step is
 * @param provenance place and value; empty if it cannot be read
 * @param log        the end of the log
 */
record RunContents(Path path, String state, String message, List<AnalysisFindings> findings, String problem, String remedy, Map<String, String> provenance, String log) {

	private static final long LOG = 200_000;
	private static final String AGAIN = "Copy the run again from where it was made, or run the experiment again.";

	/** Reads a directory; for a thread in the background. */
	static RunContents read(Path path) {
		if (!Files.isDirectory(path))
			return broken(path, "missing", "The directory of the run is not there any more: " + path, "Restore it, or close this page and run the experiment again.");
		RunState stated = null;
		String message = "", problem = "", remedy = "";
		long pid = -1;
		try {
			stated = RunDirectory.state(path);
			Map<?, ?> json = (Map<?, ?>) Json.parse(Files.readString(path.resolve(RunDirectory.STATE)));
			message = json.get("message") instanceof String text ? text : "";
			pid = json.get("pid") instanceof Number number ? number.longValue() : -1;
		} catch (IOException | IllegalArgumentException | ClassCastException e) {
			problem = RunDirectory.STATE + (e instanceof NoSuchFileException ? " is missing" : " is damaged") + ": the run is incomplete, or was copied in half.";
			remedy = AGAIN;
		}
		List<AnalysisFindings> findings = List.of();
		boolean found = Files.exists(path.resolve(RunDirectory.FINDINGS));
		if (found)
			try {
				findings = FindingsDocument.fromJson(Json.parse(Files.readString(path.resolve(RunDirectory.FINDINGS)))).analyses();
			} catch (IOException | IllegalArgumentException e) {
				problem = RunDirectory.FINDINGS + " is damaged: " + e.getMessage();
				remedy = AGAIN;
			}
		if (!found && stated == RunState.DONE) {
			problem = RunDirectory.FINDINGS + " is missing although the run was done: it was deleted, or the run was copied in half.";
			remedy = AGAIN;
		}
		String state = stated == null ? found && !findings.isEmpty() ? "incomplete" : "damaged" : stated.id();
		if (stated == RunState.RUNNING && LiveRuns.find(path) == null && (pid < 0 || pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty()))
			state = "interrupted";
		if (remedy.isEmpty())
			remedy = switch (state) {
			case "cancelled", "interrupted" -> "Choose Resume to go on from its last checkpoint: the numbers will be those of an uninterrupted run.";
			case "failed" -> "Do what the message says, then choose Resume, or run the experiment again.";
			case "running" -> "Another process is computing it. Findings appear here when it has ended: choose Refresh.";
			default -> "";
			};
		return new RunContents(path, state, message, findings, problem, remedy, provenance(path.resolve(RunDirectory.PROVENANCE)), log(path.resolve(RunDirectory.LOG)));
	}

	private static RunContents broken(Path path, String state, String problem, String remedy) {
		return new RunContents(path, state, "", List.of(), problem, remedy, Map.of(), "");
	}

	/** Whether {@link RunJob#resume} can go on with it. */
	boolean isResumable() {
		return List.of("cancelled", "interrupted", "failed").contains(state);
	}

	private static Map<String, String> provenance(Path file) {
		Map<String, String> flat = new LinkedHashMap<>();
		try {
			flatten("", Json.parse(Files.readString(file)), flat);
		} catch (IOException | IllegalArgumentException e) {
			// a run without it can be read all the same; the page says that there is none
		}
		return flat;
	}

	private static void flatten(String place, Object json, Map<String, String> into) {
		if (json instanceof Map<?, ?> map)
			map.forEach((key, value) -> flatten(place.isEmpty() ? key.toString() : place + " › " + key, value, into));
		else
			into.put(place, json instanceof String text ? text : Json.write(json));
	}

	/** The end of the log. */
	static String log(Path file) {
		try (var channel = Files.newByteChannel(file)) {
			long size = channel.size(), from = Math.max(0, size - LOG);
			channel.position(from);
			var buffer = ByteBuffer.allocate((int) (size - from));
			while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
				// a read may give less
			}
			return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
		} catch (IOException e) {
			return "";
		}
	}
}
