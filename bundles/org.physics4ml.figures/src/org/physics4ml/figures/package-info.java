/**
 * Draws the figures that findings describe, without a display: SVG and PNG of points with errors, lines, bands, residuals
 * and matrices, at the width of a journal's column.
 */
package org.physics4ml.figures;
