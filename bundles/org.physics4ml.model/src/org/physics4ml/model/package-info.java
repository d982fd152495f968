/**
 * The experiment as data: reading and writing {@code *.p4ml} files, paths into an experiment, sweep cells, validation of
 * structure. Knows no contributions: an id with parameters is all it sees of them.
 */
package org.physics4ml.model;
