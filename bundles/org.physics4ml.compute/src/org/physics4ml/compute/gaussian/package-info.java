/** Expectations of functions of correlated Gaussian variables: kernel maps of activations, n-point expectations, quadrature. */
package org.physics4ml.compute.gaussian;
