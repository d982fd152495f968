/** Ordinary differential equations. */
package org.physics4ml.compute.ode;
