/** Contributions: how they are declared, found, validated and instantiated. */
package org.physics4ml.core.contribution;
