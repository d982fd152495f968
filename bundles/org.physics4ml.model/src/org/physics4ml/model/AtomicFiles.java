package org.physics4ml.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files as a whole or not at all: a reader, or a crash, sees the old content or the new. Thread-safe. */
public final class AtomicFiles {

	private AtomicFiles() {
	}

	/** Writes the content to the file that it is given. */
	@FunctionalInterface
	public interface Content {
		void write(Path file) throws IOException;
	}

	/** Writes text in UTF-8. */
	public static void write(Path file, String text) throws IOException {
		write(file, text.getBytes(StandardCharsets.UTF_8));
	}

	public static void write(Path file, byte[] bytes) throws IOException {
		write(file, temporary -> Files.write(temporary, bytes));
	}

	/**
	 * Lets the content be written to a temporary file beside the target, forces it to the disk, and moves it into place. The target of a symbolic link
	 * is replaced, not the link.
	 *
	 * @throws IOException where the disk refuses; the old file is then untouched
	 */
	public static void write(Path file, Content content) throws IOException {
		Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file.toAbsolutePath();
		Path temporary = target.resolveSibling("." + target.getFileName() + "." + ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId() + ".tmp");
		try {
			content.write(temporary);
			try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
				channel.force(true);
			}
			Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
		} finally {
			Files.deleteIfExists(temporary);
		}
	}
}
