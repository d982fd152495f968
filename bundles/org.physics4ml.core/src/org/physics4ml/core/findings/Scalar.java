package org.physics4ml.core.findings;

import java.util.OptionalDouble;

/** A single number with its standard error; the error is empty where the value is exact by derivation or missing. */
public record Scalar(String name, OptionalDouble value, OptionalDouble standardError, String unit) {
}
