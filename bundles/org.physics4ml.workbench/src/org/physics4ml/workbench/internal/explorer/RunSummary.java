package org.physics4ml.workbench.internal.explorer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.physics4ml.core.run.RunDirectory;
import org.physics4ml.model.Json;

/**
 * A run at a glance.
 *
 * @param state   the word of {@code state.json}; {@code interrupted} for a run whose process has gone
 * @param date    of its last change; empty where unknown
 * @param checks  how the comparisons with theory went; empty before they are made
 */
public record RunSummary(String state, String date, String checks) {

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH);

	/** Larger findings are not read for a glance. */
	private static final long MOST_BYTES = 64L << 20;

	/** Reads the files of a run; for a thread in the background. */
	public static RunSummary read(Path run) {
		String state = "damaged";
		String date = "";
		try {
			if (Json.parse(Files.readString(run.resolve(RunDirectory.STATE))) instanceof Map<?, ?> json) {
				state = String.valueOf(json.get("state"));
				if (state.equals("running") && json.get("pid") instanceof Number pid && ProcessHandle.of(pid.longValue()).isEmpty())
					state = "interrupted";
				if (json.get("updated") instanceof String updated)
					date = DATE.format(Instant.parse(updated).atZone(ZoneId.systemDefault()));
			}
		} catch (IOException | IllegalArgumentException | DateTimeParseException e) {
			// damaged or half-copied
		}
		return new RunSummary(state, date, checks(run.resolve(RunDirectory.FINDINGS)));
	}

	private static String checks(Path findings) {
		int passed = 0;
		int failed = 0;
		int open = 0;
		try {
			if (!Files.exists(findings) || Files.size(findings) > MOST_BYTES)
				return "";
			if (Json.parse(Files.readString(findings)) instanceof Map<?, ?> json && json.get("analyses") instanceof List<?> analyses)
				for (Object analysis : analyses)
					if (analysis instanceof Map<?, ?> map && map.get("checks") instanceof List<?> list)
						for (Object check : list)
							switch (String.valueOf(((Map<?, ?>) check).get("verdict"))) {
							case "passed" -> passed++;
							case "failed" -> failed++;
							default -> open++;
							}
		} catch (IOException | IllegalArgumentException | ClassCastException e) {
			return "findings damaged";
		}
		if (passed + failed + open == 0)
			return "";
		return (failed > 0 ? "✗ " + failed : "✓ " + passed) + " of " + (passed + failed + open);
	}
}
