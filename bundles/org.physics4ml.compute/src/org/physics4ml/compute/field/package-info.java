/** Functions of free quantum fields in Euclidean space. */
package org.physics4ml.compute.field;
