package org.physics4ml.model;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A point of the input space, or a target: finite or not, as the user gave it; {@link StructureValidator} finds the ones that
 * are not. Immutable; equal where all coordinates have the same bits.
 */
public final class Point {

	private final double[] coordinates;

	public Point(double... coordinates) {
		this.coordinates = coordinates.clone();
	}

	/**
	 * @param text coordinates separated by white space
	 * @throws IllegalArgumentException where one is not a number
	 */
	public static Point parse(String text) {
		String[] words = text.strip().split("\\s+");
		if (words[0].isEmpty()) return new Point();
		var coordinates = new double[words.length];
		for (int i = 0; i < words.length; i++)
			coordinates[i] = Json.parseNumber(words[i]);
		return new Point(coordinates);
	}

	public int dimension() {
		return coordinates.length;
	}

	/** @param index 0 ... dimension - 1 */
	public double coordinate(int index) {
		return coordinates[index];
	}

	/** A fresh copy. */
	public double[] coordinates() {
		return coordinates.clone();
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Point point && Arrays.equals(coordinates, point.coordinates);
	}

	@Override
	public int hashCode() {
		return Arrays.hashCode(coordinates);
	}

	/** Coordinates with blanks between them; reads back to the same point. */
	@Override
	public String toString() {
		return Arrays.stream(coordinates).mapToObj(Json::numberText).collect(Collectors.joining(" "));
	}
}
