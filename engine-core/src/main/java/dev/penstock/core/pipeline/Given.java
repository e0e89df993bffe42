package dev.penstock.core.pipeline;

import dev.penstock.api.RouteTaken;
import dev.penstock.core.call.Delivery;
import dev.penstock.spi.CachedAnswer;

/**
 * A complete answer, and how others would be given it.
 *
 * @param storable whether it may be stored, and so be given to requests that come later
 */
record Given(Delivery delivery, RouteTaken route, CachedAnswer answer, boolean storable) {}
