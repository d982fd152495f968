package org.physics4ml.core.run;

import java.time.Duration;

/**
 * How far a run is.
 *
 * @param cell      number of the cell at work, from 1
 * @param cells     cells in all
 * @param draws     draws done, all cells together, including those of a resumed run
 * @param allDraws  draws planned
 * @param fraction  work done, from 0 to 1
 * @param rate      draws a second in this cell, 0 before the first
 * @param remaining estimate from the work done so far; null before there is one
 * @param task      what is being computed, with its parts; empty text while networks are drawn
 */
public record Progress(int cell, int cells, long draws, long allDraws, double fraction, double rate, Duration remaining, String task) {
}
