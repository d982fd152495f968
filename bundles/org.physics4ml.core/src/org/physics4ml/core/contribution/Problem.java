package org.physics4ml.core.contribution;

/**
 * Something wrong, where it is, and what to do about it.
 *
 * @param file    the file, empty where it is not known
 * @param path    the place in it, e.g. {@code architecture.width}
 * @param message what is wrong
 * @param remedy  what to do
 */
public record Problem(String file, String path, String message, String remedy) {
}
