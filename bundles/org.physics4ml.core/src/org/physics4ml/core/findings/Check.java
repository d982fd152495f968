package org.physics4ml.core.findings;

import java.util.OptionalDouble;

/**
 * A comparison of an observation with theory.
 *
 * @param name          what is compared, e.g. {@code connected n=4, architecture.width=10: worst of 35 entries, 0 0 1 1}
 * @param observed      the observation
 * @param standardError its standard error; 0 where it is exact
 * @param expected      the theory's value
 * @param source        where the theory is from: formula and reference
 * @param pull          (observed - expected) / standardError; empty where the error is 0
 * @param pValue        two-sided probability of a larger deviation if the theory holds
 * @param verdict       the conclusion
 * @param reason        one line that says why, for a reader
 */
public record Check(String name, OptionalDouble observed, OptionalDouble standardError, OptionalDouble expected, String source,
		OptionalDouble pull, OptionalDouble pValue, Verdict verdict, String reason) {
}
