/** What analyses conclude: tables with errors, comparisons with theory, descriptions of figures. Plain immutable data. */
package org.physics4ml.core.findings;
