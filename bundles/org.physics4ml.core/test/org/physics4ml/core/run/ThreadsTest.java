package org.physics4ml.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parallel streams of a task keep to its threads. */
class ThreadsTest {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void parallelStreamsShareTheThreadsOfTheTask(int threads) {
		Set<Thread> seen = ConcurrentHashMap.newKeySet();
		int sum = Threads.<Integer, RuntimeException>call(threads, () -> IntStream.range(0, 1000).parallel().peek(i -> seen.add(Thread.currentThread())).sum());
		assertEquals(499500, sum);
		assertTrue(!seen.isEmpty() && seen.size() <= threads && !seen.contains(Thread.currentThread()), seen::toString);
	}

	@Test
	void whatATaskThrowsIsThrown() {
		var checked = new IOException("disk");
		assertSame(checked, assertThrows(IOException.class, () -> Threads.<Void, IOException>call(2, () -> {
			throw checked;
		})));
		var unchecked = new IllegalStateException("no idea");
		assertSame(unchecked, assertThrows(IllegalStateException.class, () -> Threads.<Void, RuntimeException>call(2, () -> {
			throw unchecked;
		})));
		var error = new NoClassDefFoundError("org/example/Lost");
		assertSame(error, assertThrows(NoClassDefFoundError.class, () -> Threads.<Void, RuntimeException>call(2, () -> {
			throw error;
		})));
	}

	@Test
	void classesAreLookedForWhereTheCallerDoes() {
		var thread = Thread.currentThread();
		var before = thread.getContextClassLoader();
		var own = new ClassLoader(before) {
		};
		thread.setContextClassLoader(own);
		try {
			assertSame(own, Threads.<ClassLoader, RuntimeException>call(1, () -> Thread.currentThread().getContextClassLoader()));
		} finally {
			thread.setContextClassLoader(before);
		}
	}

	@Test
	void anInterruptionIsKeptForLater() {
		Thread.currentThread().interrupt();
		assertEquals(7, Threads.<Integer, RuntimeException>call(1, () -> 7));
		assertTrue(Thread.interrupted());
	}
}
