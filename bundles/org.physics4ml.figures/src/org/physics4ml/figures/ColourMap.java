package org.physics4ml.figures;

/**
 * Numbers as colours: {@code rgb(t)} for t in [0, 1], in 256 steps. Both maps are curves in the space OKLab along which
 * equal steps of t look equally large; where a colour cannot be shown, its chroma is lowered and its lightness kept, so that
 * the order of lightness survives a print in grey.
 *
 * @see <a href="https://bottosson.github.io/posts/oklab/">Ottosson, A perceptual color space for image processing (2020)</a>
 */
public enum ColourMap {

	/** Dark violet over blue and green to light yellow: for values of one sign. */
	SEQUENTIAL(new double[][] { { 0.26, 0.13, 305 }, { 0.40, 0.12, 270 }, { 0.53, 0.10, 225 }, { 0.66, 0.13, 165 }, { 0.80, 0.17, 130 }, { 0.95, 0.15, 105 } }),

	/** Blue over near white to red, t = 1/2 in the middle: for values that change sign, with zero in the middle. */
	DIVERGING(new double[][] { { 0.40, 0.14, 255 }, { 0.68, 0.11, 248 }, { 0.965, 0.0, 248 } }, new double[][] { { 0.965, 0.0, 38 }, { 0.68, 0.14, 38 }, { 0.42, 0.15, 28 } });

	private static final int STEPS = 256;
	private static final int FINE = 4096;

	private final int[] colours;

	ColourMap(double[][]... curves) {
		colours = new int[STEPS];
		int each = STEPS / curves.length;
		for (int curve = 0; curve < curves.length; curve++)
			evenly(curves[curve], colours, curve * each, each);
	}

	/** @param t position, clamped to [0, 1] */
	public int rgb(double t) {
		return colours[(int) Math.rint(Math.max(0, Math.min(1, t)) * (STEPS - 1))];
	}

	/** Colours at equal distances along a curve, both ends included. */
	private static void evenly(double[][] curve, int[] colours, int first, int count) {
		var points = new double[FINE + 1][];
		var length = new double[FINE + 1];
		for (int k = 0; k <= FINE; k++) {
			points[k] = lab(curve, k / (double) FINE);
			if (k > 0)
				length[k] = length[k - 1] + distance(points[k - 1], points[k]);
		}
		for (int k = 0, at = 0; k < count; k++) {
			while (at < FINE && length[at] < length[FINE] * k / (count - 1))
				at++;
			colours[first + k] = rgb(points[at]);
		}
	}

	private static double distance(double[] one, double[] other) {
		double sum = 0;
		for (int k = 0; k < one.length; k++)
			sum += (one[k] - other[k]) * (one[k] - other[k]);
		return Math.sqrt(sum);
	}

	/** Lightness, a and b between control points of lightness, chroma and hue in degrees. */
	private static double[] lab(double[][] curve, double s) {
		double at = s * (curve.length - 1);
		int k = Math.min((int) at, curve.length - 2);
		double w = at - k;
		double lightness = curve[k][0] + w * (curve[k + 1][0] - curve[k][0]);
		double chroma = curve[k][1] + w * (curve[k + 1][1] - curve[k][1]);
		double hue = StrictMath.toRadians(curve[k][2] + w * (curve[k + 1][2] - curve[k][2]));
		while (chroma > 0 && !shown(linear(lightness, chroma * StrictMath.cos(hue), chroma * StrictMath.sin(hue))))
			chroma -= 0.0005;
		return new double[] { lightness, chroma * StrictMath.cos(hue), chroma * StrictMath.sin(hue) };
	}

	private static boolean shown(double[] linear) {
		for (double channel : linear)
			if (channel < -1e-4 || channel > 1 + 1e-4)
				return false;
		return true;
	}

	/** OKLab to linear sRGB. */
	private static double[] linear(double lightness, double a, double b) {
		double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
		double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
		double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
		return new double[] { 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
				-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s };
	}

	private static double cube(double x) {
		return x * x * x;
	}

	private static int rgb(double[] lab) {
		int rgb = 0;
		for (double channel : linear(lab[0], lab[1], lab[2])) {
			double c = Math.max(0, Math.min(1, channel));
			double encoded = c <= 0.0031308 ? 12.92 * c : 1.055 * StrictMath.pow(c, 1 / 2.4) - 0.055;
			rgb = rgb << 8 | (int) Math.rint(255 * encoded);
		}
		return rgb;
	}
}
