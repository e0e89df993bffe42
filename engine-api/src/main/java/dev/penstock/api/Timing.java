package dev.penstock.api;

import java.time.Duration;

/**
 * Where the time of a request went.
 *
 * @param total from the call of the engine to its return
 * @param decide classification, look-up and selection
 * @param providers waiting for providers, all attempts together
 */
public record Timing(Duration total, Duration decide, Duration providers) {}
