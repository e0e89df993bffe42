/** A server that embeds the engine, so that programs in any language use it. */
@NullMarked
package dev.penstock.samples.gateway;

import org.jspecify.annotations.NullMarked;
