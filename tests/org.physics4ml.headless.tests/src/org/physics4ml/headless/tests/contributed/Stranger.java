package org.physics4ml.headless.tests.contributed;

/** Implements nothing. */
public final class Stranger {
}
