/**
 * What architectures, activations, priors and optimisers implement, and the capabilities by which a network says what it can do.
 */
package org.physics4ml.core.network;
