package dev.penstock.core.policy;

import java.nio.file.Path;

/**
 * A file bound to a record.
 *
 * @param file where it was read
 * @param sha256 of the bytes that were read, in hex
 * @param value what it says
 */
public record BoundFile<T extends Record>(Path file, String sha256, T value) {}
