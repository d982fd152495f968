package org.physics4ml.core.run;

import java.io.IOException;
import java.util.Set;

import org.physics4ml.compute.random.RandomStream;

/**
 * Images of 28 × 28 bytes in ten classes that need no files, of the size and names of the published ones: 60,000 to learn from, 10,000 to test with. Image i has the
 * label i mod 10. A class is a sum of six Gaussian blobs, A exp(-|r - c|²/2w²), of its own; an image of it shifts all blobs together by up to 3 pixels and each by a normal
 * number of 0.8 pixels, scales them by 0.6 to 1.4, adds two blobs that are anywhere and say nothing of the class, and noise of 25 to each pixel. A function of the number of the image alone.
 */
final class SyntheticImages {

	/** How their names in an experiment begin. */
	static final String PREFIX = "synthetic:";
	static final String TRAIN = "images", TRAIN_LABELS = "labels", TEST = "test-images", TEST_LABELS = "test-labels";
	private static final Set<String> NAMES = Set.of(TRAIN, TRAIN_LABELS, TEST, TEST_LABELS);

	private static final int SIZE = 28, CLASSES = 10, BLOBS = 6, STRAY = 2, TRAIN_COUNT = 60_000, TEST_COUNT = 10_000;
	private static final long KEY = 2_817;
	private static final int CLASS = 0, IMAGE = 1, NOISE = 2;

	private SyntheticImages() {
	}

	static boolean isKnown(String name) {
		return NAMES.contains(name.substring(PREFIX.length()));
	}

	/**
	 * @param name   with its prefix
	 * @param chosen which rows, ascending; null for all
	 */
	static double[][] rows(String name, int[] chosen) throws IOException {
		String kind = name.substring(PREFIX.length());
		boolean test = kind.startsWith("test");
		int count = test ? TEST_COUNT : TRAIN_COUNT, wanted = chosen == null ? count : chosen.length;
		if (chosen != null && wanted > 0 && chosen[wanted - 1] >= count)
			throw new IOException("has " + count + " rows, and row " + chosen[wanted - 1] + " is asked for");
		double[][] rows = new double[wanted][];
		for (int r = 0; r < wanted; r++) {
			int i = chosen == null ? r : chosen[r];
			rows[r] = kind.endsWith("labels") ? new double[] { i % CLASSES } : image(i % CLASSES, test ? TRAIN_COUNT + i : i);
		}
		return rows;
	}

	private static double[] image(int label, long number) {
		double[] shape = new double[5 * BLOBS], own = new double[2 + 4 * BLOBS + 4 * STRAY], image = new double[SIZE * SIZE];
		RandomStream.uniforms(KEY, label, CLASS, 0, shape, 0, shape.length);
		RandomStream.uniforms(KEY, number, IMAGE, 0, own, 0, own.length);
		RandomStream.normals(KEY, number, NOISE, 0, image, 0, image.length);
		double[] shifts = new double[2 * BLOBS];
		RandomStream.normals(KEY, number, NOISE, image.length, shifts, 0, shifts.length);
		for (int p = 0; p < image.length; p++)
			image[p] *= 25;
		for (int b = 0; b < BLOBS; b++) {
			double x = 6 + 16 * shape[5 * b] + 6 * (own[0] - 0.5) + 0.8 * shifts[2 * b], y = 6 + 16 * shape[5 * b + 1] + 6 * (own[1] - 0.5) + 0.8 * shifts[2 * b + 1];
			add(image, x, y, 1.5 + 3 * shape[5 * b + 2], (100 + 100 * shape[5 * b + 3]) * (0.6 + 0.8 * own[2 + b]));
		}
		for (int s = 0, at = 2 + 4 * BLOBS; s < STRAY; s++, at += 4)
			add(image, SIZE * own[at], SIZE * own[at + 1], 1.5 + 3 * own[at + 2], 150 * own[at + 3]);
		for (int p = 0; p < image.length; p++)
			image[p] = Math.clamp(Math.rint(image[p]), 0, 255);
		return image;
	}

	/** A blob, the product of its two profiles. */
	private static void add(double[] image, double x, double y, double width, double height) {
		double[] across = new double[SIZE], down = new double[SIZE];
		for (int k = 0; k < SIZE; k++) {
			across[k] = StrictMath.exp(-(k - x) * (k - x) / (2 * width * width));
			down[k] = height * StrictMath.exp(-(k - y) * (k - y) / (2 * width * width));
		}
		for (int row = 0; row < SIZE; row++)
			for (int column = 0; column < SIZE; column++)
				image[row * SIZE + column] += down[row] * across[column];
	}
}
