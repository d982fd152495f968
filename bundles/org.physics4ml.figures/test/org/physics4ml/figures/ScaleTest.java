package org.physics4ml.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.physics4ml.figures.Scale.Room;
import org.physics4ml.figures.Scale.Tick;

class ScaleTest {

	private static final Room ROOM = new Room(200, 14, label -> 5.0 * label.length());

	private static List<String> labels(Scale axis) {
		return axis.ticks().stream().filter(Tick::isMajor).map(Tick::label).toList();
	}

	@Test
	void linearTicksAreNice() {
		assertEquals(List.of("0", "0.2", "0.4", "0.6", "0.8", "1.0"), labels(Scale.linear(0, 1, ROOM)));
		assertEquals(List.of("−10", "−5", "0", "5", "10"), labels(Scale.linear(-10, 10, new Room(120, 14, label -> 5.0 * label.length()))));
		assertEquals(List.of("0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0"), labels(Scale.linear(0, Math.PI, ROOM)));
	}

	@Test
	void largeAndSmallNumbersHaveAFactor() {
		Scale small = Scale.linear(0, 3e-7, ROOM);
		assertEquals("×10^{−7}", small.factor());
		assertEquals(List.of("0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0"), labels(small));
		assertEquals("×10^{308}", Scale.linear(-Double.MAX_VALUE, Double.MAX_VALUE, ROOM).factor());
		assertEquals("", Scale.linear(0, 1000, ROOM).factor());
	}

	@Test
	void decadesArePowersOfTenWithMinorTicks() {
		Scale axis = Scale.logarithmic(2, 1000, ROOM);
		assertEquals(List.of("10^{1}", "10^{2}", "10^{3}"), labels(axis));
		for (int value : new int[] { 2, 3, 5, 20, 90, 200, 900 })
			assertTrue(axis.ticks().stream().anyMatch(tick -> !tick.isMajor() && Math.abs(tick.at() - axis.at(value)) < 1e-12), "minor tick at " + value);
		for (Tick tick : axis.ticks())
			if (tick.isMajor())
				assertEquals(axis.at(Double.parseDouble("1e" + tick.label().replaceAll("\\D", "").substring(2))), tick.at(), 1e-12);
	}

	@Test
	void manyDecadesSkipLabels() {
		assertEquals(List.of("10^{−200}", "10^{0}", "10^{200}"), labels(Scale.logarithmic(1e-300, 1e300, ROOM)));
		assertEquals(List.of("10^{−6}", "10^{−4}", "10^{−2}", "10^{0}"), labels(Scale.logarithmic(1e-7, 1, new Room(140, 14, label -> 20))));
	}

	@Test
	void withinADecadeOneTwoFive() {
		assertEquals(List.of("20", "50"), labels(Scale.logarithmic(20, 70, new Room(60, 14, label -> 5.0 * label.length()))));
		assertTrue(labels(Scale.logarithmic(20, 80, ROOM)).containsAll(List.of("20", "30", "50")));
		assertTrue(labels(Scale.logarithmic(2e-7, 7e-7, new Room(200, 14, label -> 20))).contains("2×10^{−7}"));
		assertEquals(labels(Scale.linear(1.01, 1.06, ROOM)), labels(Scale.logarithmic(1.01, 1.06, ROOM)));
	}

	@ParameterizedTest
	@CsvSource({ "0,0", "1,10", "-7,10^{−7}", "6,10^{6}", "5,10^{5}" })
	void numbersAreShort(int decade, String text) {
		String expected = switch (decade) {
			case 0 -> "1";
			case 1 -> "10";
			case 5 -> "100000";
			default -> text;
		};
		assertEquals(expected, Scale.number(BigDecimal.ONE.scaleByPowerOfTen(decade)));
		assertEquals("−2.50", Scale.number(new BigDecimal("-2.50")));
	}

	/** Whatever the range: the data lie inside with a margin, ticks lie inside in order, and labels stay apart. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void anyRangeHasAnAxis(long seed) {
		var random = new SplittableRandom(seed);
		for (int k = 0; k < 300; k++) {
			boolean logarithmic = k % 2 == 0;
			double size = StrictMath.pow(10, 600 * random.nextDouble() - 300);
			double a = size * (logarithmic ? random.nextDouble(1e-3, 1) : random.nextDouble(-1, 1));
			double b = k % 3 == 0 ? a : a + size * random.nextDouble() * StrictMath.pow(10, -6 * random.nextDouble());
			if (!(Math.abs(b) <= Double.MAX_VALUE))
				continue;
			Scale axis = Scale.of(logarithmic, Math.min(a, b), Math.max(a, b), ROOM);
			assertTrue(axis.at(Math.min(a, b)) > 0.04 && axis.at(Math.max(a, b)) < 0.96 && axis.at(a) <= axis.at(b), a + " " + b);
			assertTrue(ROOM.fits(axis.ticks()));
			double before = 0;
			for (Tick tick : axis.ticks()) {
				assertTrue(tick.at() >= before && tick.at() <= 1);
				before = tick.at();
			}
			assertTrue(labels(axis).size() >= 1 && labels(axis).stream().distinct().count() == labels(axis).size(), a + " " + b + " " + labels(axis));
		}
	}

	@Test
	void cellsHaveIntegerTicksInTheirMiddle() {
		Scale axis = Scale.cells(0, 3, ROOM);
		assertEquals(List.of("0", "1", "2", "3"), labels(axis));
		assertEquals(0.125, axis.ticks().getFirst().at(), 1e-15);
		assertEquals(List.of("0", "50", "100", "150"), labels(Scale.cells(0, 199, new Room(200, 41, label -> 5.0 * label.length()))));
	}

	@Test
	void asManyCategoriesAreNamedAsFit() {
		List<String> names = IntStream.range(0, 100).mapToObj(k -> "n" + k).toList();
		Scale axis = Scale.categories(names, ROOM);
		assertEquals("n0", axis.ticks().getFirst().label());
		assertTrue(axis.ticks().size() >= 8 && ROOM.fits(axis.ticks()));
		assertEquals(0.005, axis.at(0), 1e-15);
	}

	@Test
	void anExactRangeKeepsItsEndsAndItsTicksInside() {
		Scale decades = Scale.exactly(true, 0.02, 5000, ROOM);
		assertTrue(decades.isLogarithmic());
		assertEquals(0.02, decades.least(), 1e-15);
		assertEquals(5000, decades.largest(), 1e-9);
		assertEquals(0, decades.at(0.02), 1e-12);
		assertEquals(1, decades.at(5000), 1e-12);
		Scale narrow = Scale.exactly(true, 2, 3, ROOM);
		assertTrue(narrow.isLogarithmic());
		for (Scale.Tick tick : narrow.ticks())
			if (tick.isMajor())
				assertEquals(narrow.at(Double.parseDouble(tick.label())), tick.at(), 1e-12);
		assertTrue(labels(narrow).contains("2.5"), () -> labels(narrow).toString());
		Scale linear = Scale.exactly(false, -2e-7, 3e-7, ROOM);
		assertEquals(-2e-7, linear.least(), 1e-20);
		assertEquals(3e-7, linear.largest(), 1e-20);
	}
}
