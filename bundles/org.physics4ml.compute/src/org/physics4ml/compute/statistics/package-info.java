/** Moments and connected functions, their unbiased estimators, block errors, mergeable sums, fits. */
package org.physics4ml.compute.statistics;
