package org.physics4ml.figures;

/**
 * Colours of a figure, each {@code 0xRRGGBB}. The colours of series are those of Okabe and Ito, told apart by colour-blind
 * readers; on dark the three darkest of them are lightened.
 */
public enum Theme {

	/** For paper. */
	LIGHT(0xffffff, 0x1a1a1a, 0x595959, 0xc4c4c4, 0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x000000),

	/** For dark screens. */
	DARK(0x1e1f22, 0xe8e8e8, 0xababab, 0x55585d, 0x56b4e9, 0xe69f00, 0x2fc99a, 0xcc79a7, 0xf0e442, 0xe8743b, 0xf2f2f2);

	private final int background;
	private final int foreground;
	private final int muted;
	private final int faint;
	private final int[] series;

	Theme(int background, int foreground, int muted, int faint, int... series) {
		this.background = background;
		this.foreground = foreground;
		this.muted = muted;
		this.faint = faint;
		this.series = series;
	}

	public int background() {
		return background;
	}

	/** Text and axes. */
	public int foreground() {
		return foreground;
	}

	/** Notes. */
	public int muted() {
		return muted;
	}

	/** Guides and missing entries. */
	public int faint() {
		return faint;
	}

	/**
	 * Colour of one of several groups of series. Up to seven have named colours; more are taken to be a family, and run
	 * through {@link ColourMap#SEQUENTIAL} without its end that is closest to the background.
	 *
	 * @param group 0 … groups - 1
	 */
	public int series(int group, int groups) {
		if (groups <= series.length)
			return series[group];
		double t = group / (groups - 1.0);
		return ColourMap.SEQUENTIAL.rgb(this == LIGHT ? 0.82 * t : 1 - 0.75 * t);
	}
}
