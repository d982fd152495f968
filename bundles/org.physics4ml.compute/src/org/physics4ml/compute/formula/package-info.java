/** Formulas that users type. */
package org.physics4ml.compute.formula;
