/** Arrays of numbers in files, for contributions that read them. */
package org.physics4ml.core.data;
