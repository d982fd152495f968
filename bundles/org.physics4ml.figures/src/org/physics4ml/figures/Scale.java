package org.physics4ml.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A scale with its ticks: linear (steps 1, 2, 5 times a power of ten, a common power of ten taken out of large and small
 * numbers), logarithmic (decades; within one or two decades digits) or of categories. Immutable.
 */
public final class Scale {

	/** @param at position in [0, 1]; label is empty for a minor tick */
	public record Tick(double at, String label) {
		public boolean isMajor() {
			return !label.isEmpty();
		}
	}

	/**
	 * The room that ticks have.
	 *
	 * @param length  of the axis
	 * @param spacing least distance of two labelled ticks
	 * @param extent  of a label along the axis
	 */
	public record Room(double length, double spacing, ToDoubleFunction<String> extent) {

		boolean fits(List<Tick> ticks) {
			Tick before = null;
			for (Tick tick : ticks) {
				if (!tick.isMajor())
					continue;
				if (before != null) {
					double distance = (tick.at - before.at) * length;
					if (distance < spacing || distance < (extent.applyAsDouble(tick.label) + extent.applyAsDouble(before.label)) / 2 + GAP)
						return false;
				}
				before = tick;
			}
			return true;
		}
	}

	/** Least gap between two labels. */
	private static final double GAP = 4;

	/** Fraction of the range that is added at either end, so that symbols are not cut. */
	private static final double MARGIN = 0.06;

	/** A range narrower than this fraction of its values is drawn as one value: its digits would not be seen. */
	private static final double NARROW = 1e-9;

	/** Every so many decades have a label. */
	private static final int[] STRIDES = { 1, 2, 3, 5, 10, 20, 50, 100, 200, 500 };

	private static final double THREE = StrictMath.log10(3);

	private final boolean logarithmic;
	private final int exponent;
	private final double low;
	private final double high;
	private List<Tick> ticks = List.of();

	private Scale(boolean logarithmic, int exponent, double low, double high) {
		this.logarithmic = logarithmic;
		this.exponent = exponent;
		this.low = low;
		this.high = high;
	}

	public List<Tick> ticks() {
		return ticks;
	}

	/** The power of ten by which the numbers at the ticks are to be multiplied, as text; empty for 1. */
	public String factor() {
		return exponent == 0 ? "" : "×10^{" + number(BigDecimal.valueOf(exponent)) + "}";
	}

	/** Whether equal factors are equal distances; false also where a logarithmic axis was asked for and is not worth it. */
	public boolean isLogarithmic() {
		return logarithmic;
	}

	/** The value at the lower end. */
	public double least() {
		return value(low);
	}

	/** The value at the upper end. */
	public double largest() {
		return value(high);
	}

	private double value(double coordinate) {
		return logarithmic ? StrictMath.pow(10, coordinate) : coordinate * power(exponent);
	}

	/** Position of a value: 0 at the lower end, 1 at the upper one. */
	public double at(double value) {
		return position(coordinate(value));
	}

	/** A value in units of {@link #factor()}. */
	public double scaled(double value) {
		return scaled(value, exponent);
	}

	private double coordinate(double value) {
		return logarithmic ? StrictMath.log10(value) : scaled(value);
	}

	/** value / 10^exponent, also where that power is no double. */
	private static double scaled(double value, int exponent) {
		return exponent < -300 ? value * 1e300 / power(exponent + 300) : value / power(exponent);
	}

	private static double power(int exponent) {
		return Double.parseDouble("1e" + exponent);
	}

	public static Scale of(boolean logarithmic, double min, double max, Room room) {
		return logarithmic ? logarithmic(min, max, room) : linear(min, max, room);
	}

	/** An axis of numbers around [min, max], min <= max finite. */
	public static Scale linear(double min, double max, Room room) {
		return linear(min, max, MARGIN, room);
	}

	/** An axis of exactly the numbers in [min, max], min <= max finite. */
	public static Scale exactly(double min, double max, Room room) {
		return linear(min, max, 0, room);
	}

	private static Scale linear(double min, double max, double margins, Room room) {
		double largest = Math.max(Math.abs(min), Math.abs(max));
		int decade = largest == 0 ? 0 : (int) Math.floor(StrictMath.log10(largest));
		int exponent = decade >= 5 || decade <= -3 ? decade : 0;
		double low = scaled(min, exponent);
		double high = scaled(max, exponent);
		double size = Math.max(Math.abs(low), Math.abs(high));
		if (high - low <= NARROW * size) {
			double half = size == 0 ? 1 : size / 2;
			low -= half;
			high += half;
		}
		double margin = margins * (high - low);
		var axis = new Scale(false, exponent, low - margin, high + margin);
		axis.ticks = axis.linearTicks(room, false);
		return axis;
	}

	/** An axis of the integers first … last, each in the middle of a cell. */
	public static Scale cells(long first, long last, Room room) {
		var axis = new Scale(false, 0, first - 0.5, last + 0.5);
		axis.ticks = axis.linearTicks(room, true);
		return axis;
	}

	/** An axis of exactly the values in [min, max], min < max; logarithmic only if 0 < min. */
	public static Scale exactly(boolean logarithmic, double min, double max, Room room) {
		if (!logarithmic)
			return exactly(min, max, room);
		double low = StrictMath.log10(min), high = StrictMath.log10(max);
		if (high - low >= THREE) {
			var axis = new Scale(true, 0, low, high);
			axis.ticks = List.copyOf(axis.logarithmicTicks(room));
			return axis;
		}
		var linear = exactly(min, max, room); // decades and digits are too far apart
		var axis = new Scale(true, linear.exponent, low, high);
		axis.ticks = linear.ticks.stream()
				.map(tick -> new Tick(clamp(axis.at(linear.value(linear.low + tick.at * (linear.high - linear.low)))), tick.label)).toList();
		return axis;
	}

	/** An axis of named values 0 … n - 1, of which as many are named as fit. */
	public static Scale categories(List<String> names, Room room) {
		var axis = new Scale(false, 0, -0.5, names.size() - 0.5);
		int stride = 0;
		do {
			stride++;
			axis.ticks = new ArrayList<>();
			for (int k = 0; k < names.size(); k += stride)
				axis.ticks.add(new Tick((k + 0.5) / names.size(), names.get(k).isEmpty() ? " " : names.get(k)));
		} while (stride < names.size() && !room.fits(axis.ticks));
		return axis;
	}

	/** The finest steps whose labels fit; steps of 1 at least on an axis of integers. */
	private List<Tick> linearTicks(Room room, boolean integers) {
		double range = high - low;
		int decade = integers ? 0 : (int) Math.floor(StrictMath.log10(range)) - 2;
		for (;; decade++)
			for (int digit : new int[] { 1, 2, 5 }) {
				double step = digit * power(decade);
				if (range / step > room.length / room.spacing + 1)
					continue;
				List<Tick> found = multiples(digit, decade, digit == 2 ? 4 : 5, integers);
				if (room.fits(found))
					return List.copyOf(found);
			}
	}

	/** Ticks at the multiples of digit 10^decade, with minor ones in between. */
	private List<Tick> multiples(int digit, int decade, int parts, boolean integers) {
		var found = new ArrayList<Tick>();
		double step = digit * power(decade) / parts;
		for (long k = (long) Math.ceil(low / step - 1e-6), last = (long) Math.floor(high / step + 1e-6); k <= last; k++) {
			boolean major = k % parts == 0;
			if (!major && integers)
				continue;
			var value = BigDecimal.valueOf(k / parts * digit).scaleByPowerOfTen(decade);
			double at = major ? value.doubleValue() : k * step;
			found.add(new Tick(clamp(position(at)), major ? number(value) : ""));
		}
		return found;
	}

	/** @param coordinate a scaled value or a number of decades */
	private double position(double coordinate) {
		return (coordinate - low) / (high - low);
	}

	private static double clamp(double at) {
		return Math.max(0, Math.min(1, at));
	}

	/** A logarithmic axis around [min, max], 0 < min <= max; a linear one where these differ by less than a factor of three, as the two then look alike. */
	static Scale logarithmic(double min, double max, Room room) {
		double low = StrictMath.log10(min);
		double high = StrictMath.log10(max);
		if (low == high) {
			low -= 0.5;
			high += 0.5;
		}
		if (high - low < THREE)
			return linear(min, max, room);
		double margin = MARGIN * (high - low);
		var axis = new Scale(true, 0, low - margin, high + margin);
		axis.ticks = List.copyOf(axis.logarithmicTicks(room));
		return axis;
	}

	private List<Tick> logarithmicTicks(Room room) {
		int first = (int) Math.ceil(low - 1e-9);
		int last = (int) Math.floor(high + 1e-9);
		if (last > first)
			return decades(first, last, room);
		List<Tick> best = List.of();
		for (String labelled : new String[] { "123456789", "125", "13", "15", "1", "2", "3", "5" }) {
			List<Tick> found = digits(labelled);
			if (room.fits(found) && majors(found) > majors(best))
				best = found;
		}
		return best;
	}

	private static long majors(List<Tick> ticks) {
		return ticks.stream().filter(Tick::isMajor).count();
	}

	private List<Tick> decades(int first, int last, Room room) {
		for (int stride : STRIDES) {
			var found = new ArrayList<Tick>();
			for (int decade = first - 1; decade <= last; decade++) {
				boolean major = decade % stride == 0;
				if (decade >= first && (major || stride < 10))
					found.add(new Tick(clamp(position(decade)), major ? power(decade, 1) : ""));
				if (stride == 1 && room.length / (high - low) > 12)
					for (int digit = 2; digit <= 9; digit++)
						minor(decade + StrictMath.log10(digit), found);
			}
			if (room.fits(found))
				return found;
		}
		return List.of();
	}

	private static String power(int decade, int digit) {
		return (digit == 1 ? "" : digit + "×") + "10^{" + number(BigDecimal.valueOf(decade)) + "}";
	}

	private void minor(double decades, List<Tick> found) {
		double at = position(decades);
		if (at >= 0 && at <= 1)
			found.add(new Tick(at, ""));
	}

	private List<Tick> digits(String labelled) {
		var found = new ArrayList<Tick>();
		boolean plain = low > -3 && high < 4;
		for (int decade = (int) Math.floor(low); decade <= high; decade++)
			for (int digit = 1; digit <= 9; digit++) {
				double at = position(decade + StrictMath.log10(digit));
				if (at < 0 || at > 1)
					continue;
				boolean major = labelled.indexOf('0' + digit) >= 0;
				found.add(new Tick(at, !major ? "" : plain ? number(BigDecimal.valueOf(digit).scaleByPowerOfTen(decade)) : power(decade, digit)));
			}
		return found;
	}

	/** A number in full, or with a power of ten where it is long. */
	public static String number(BigDecimal value) {
		if (value.signum() == 0)
			return "0";
		int decade = value.precision() - value.scale() - 1;
		BigDecimal short_ = value.stripTrailingZeros();
		if (decade > 5 || decade < -4 && short_.precision() < 4) {
			BigDecimal mantissa = short_.movePointLeft(decade);
			String power = "10^{" + number(BigDecimal.valueOf(decade)) + "}";
			return mantissa.compareTo(BigDecimal.ONE) == 0 ? power : (mantissa.toPlainString() + "×" + power).replace('-', '\u2212');
		}
		return (value.scale() < 0 ? value.setScale(0) : value).toPlainString().replace('-', '\u2212');
	}
}
