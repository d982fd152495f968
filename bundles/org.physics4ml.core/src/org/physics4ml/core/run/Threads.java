package org.physics4ml.core.run;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;

/** Limits how many threads the parallel streams of a task take, those of contributions too. */
public final class Threads {

	/** What may throw one kind of exception. */
	@FunctionalInterface
	public interface Task<T, E extends Exception> {
		T call() throws E;
	}

	private Threads() {
	}

	/**
	 * Calls the task in one of so many threads, which its parallel streams share, and waits for its end; an interruption is kept for later.
	 *
	 * @throws E what the task throws
	 */
	@SuppressWarnings("unchecked")
	public static <T, E extends Exception> T call(int threads, Task<T, E> task) throws E {
		var loader = Thread.currentThread().getContextClassLoader();
		Outcome<T> outcome = null;
		boolean interrupted = false;
		try (var pool = new ForkJoinPool(threads)) {
			var future = pool.submit(() -> {
				Thread.currentThread().setContextClassLoader(loader);
				try {
					return new Outcome<>(task.call(), null);
				} catch (Throwable e) { // as it is: the pool would wrap it
					return new Outcome<T>(null, e);
				}
			});
			while (outcome == null)
				try {
					outcome = future.get();
				} catch (InterruptedException e) {
					interrupted = true;
				} catch (ExecutionException e) {
					throw new IllegalStateException(e); // nothing is left to throw
				}
		} finally {
			if (interrupted)
				Thread.currentThread().interrupt();
		}
		switch (outcome.failure) {
		case null -> {
			return outcome.value;
		}
		case Error error -> throw error;
		case RuntimeException unchecked -> throw unchecked;
		case Throwable checked -> throw (E) checked;
		}
	}

	private record Outcome<T>(T value, Throwable failure) {
	}
}
