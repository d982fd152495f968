package org.physics4ml.core.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that share a work, until none of it is left, one of them fails, or they are told to stop. */
final class Workers {

	private static final long POLL_MILLIS = 50;

	/** What each of them does. */
	@FunctionalInterface
	interface Share {

		/** @param workers to be asked now and then whether to stop */
		void run(Workers workers) throws Exception;
	}

	private final AtomicReference<Throwable> failure = new AtomicReference<>();
	private final CountDownLatch left;
	private volatile boolean stopped;

	private Workers(int count) {
		left = new CountDownLatch(count);
	}

	/** @param count may be 0 or below: then there is nothing to wait for */
	static Workers start(String name, long count, Share share) {
		var workers = new Workers((int) Math.max(0, count));
		for (int i = 0; i < count; i++)
			Thread.ofPlatform().daemon().name("physics4ml-" + name + "-" + i).start(() -> {
				try {
					share.run(workers);
				} catch (Throwable e) { // an error of a contribution, too, must reach the user
					workers.failure.compareAndSet(null, e);
					workers.stop();
				} finally {
					workers.left.countDown();
				}
			});
		return workers;
	}

	/** Waits a moment; whether all have ended. */
	boolean haveEnded() throws InterruptedException {
		return left.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
	}

	/** Tells all of them to stop. */
	void stop() {
		stopped = true;
	}

	/** Tells all of them to stop and waits until they have. */
	void end() throws InterruptedException {
		stop();
		left.await();
	}

	boolean isStopped() {
		return stopped;
	}

	/** What the first to fail threw; null if none did. */
	Throwable failure() {
		return failure.get();
	}
}
