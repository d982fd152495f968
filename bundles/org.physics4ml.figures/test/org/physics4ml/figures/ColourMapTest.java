package org.physics4ml.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ColourMapTest {

	/** CIE L*a*b* under D65: another space than the one in which the maps were made. */
	private static double[] lab(int rgb) {
		var linear = new double[3];
		for (int k = 0; k < 3; k++) {
			double c = (rgb >> 16 - 8 * k & 0xff) / 255.0;
			linear[k] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
		}
		double x = f((0.4124 * linear[0] + 0.3576 * linear[1] + 0.1805 * linear[2]) / 0.9505);
		double y = f(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]);
		double z = f((0.0193 * linear[0] + 0.1192 * linear[1] + 0.9505 * linear[2]) / 1.089);
		return new double[] { 116 * y - 16, 500 * (x - y), 200 * (y - z) };
	}

	private static double f(double t) {
		return t > 216 / 24389.0 ? Math.cbrt(t) : (24389 / 27.0 * t + 16) / 116;
	}

	@Test
	void theSequentialMapGrowsLighterInEvenSteps() {
		double least = 1e9;
		double most = 0;
		for (int k = 0; k < 16; k++) {
			double[] here = lab(ColourMap.SEQUENTIAL.rgb(k / 16.0));
			double[] next = lab(ColourMap.SEQUENTIAL.rgb((k + 1) / 16.0));
			assertTrue(next[0] > here[0] + 1.5, "lightness at " + k);
			double step = Math.sqrt(Math.pow(next[0] - here[0], 2) + Math.pow(next[1] - here[1], 2) + Math.pow(next[2] - here[2], 2));
			least = Math.min(least, step);
			most = Math.max(most, step);
		}
		assertTrue(most < 2.5 * least, least + " to " + most);
	}

	@Test
	void theDivergingMapIsLightAndGreyInTheMiddle() {
		double[] middle = lab(ColourMap.DIVERGING.rgb(0.5));
		assertTrue(middle[0] > 93 && Math.abs(middle[1]) < 3 && Math.abs(middle[2]) < 3);
		for (int k = 1; k <= 8; k++) {
			double[] negative = lab(ColourMap.DIVERGING.rgb(0.5 - k / 16.0));
			double[] positive = lab(ColourMap.DIVERGING.rgb(0.5 + k / 16.0));
			assertEquals(negative[0], positive[0], 6, "lightness depends on the size only");
			assertTrue(negative[2] < -2 && positive[1] > 2, "blue below, red above");
		}
	}

	@Test
	void outsideIsTheEnd() {
		for (ColourMap map : ColourMap.values()) {
			assertEquals(map.rgb(0), map.rgb(-3));
			assertEquals(map.rgb(1), map.rgb(7));
		}
	}

	/** Every two of the named colours differ clearly, also in the eyes of the most common kinds of colour blindness (by lightness or blue-yellow). */
	@Test
	void coloursOfSeriesDiffer() {
		for (Theme theme : Theme.values())
			for (int a = 0; a < 7; a++) {
				double[] one = lab(theme.series(a, 7));
				assertTrue(Math.abs(one[0] - lab(theme.background())[0]) > 25, theme + " " + a + " against the background");
				for (int b = 0; b < a; b++) {
					double[] other = lab(theme.series(b, 7));
					assertTrue(Math.hypot(one[0] - other[0], one[2] - other[2]) > 9, theme + " " + a + " " + b);
				}
			}
	}
}
