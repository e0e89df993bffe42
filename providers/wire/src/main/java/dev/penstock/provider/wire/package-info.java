/**
 * What every provider over HTTP needs: the client with its deadlines, server-sent events, JSON with
 * limits, errors, and the rules of addresses and headers. It knows no vendor's wire.
 */
@NullMarked
package dev.penstock.provider.wire;

import org.jspecify.annotations.NullMarked;
