/** Requests that are sent twice and done once. */
@NullMarked
package dev.penstock.samples.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
