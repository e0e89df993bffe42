/** What a service that embeds the engine sees: the engine, its answers, its errors and events. */
@NullMarked
package dev.penstock.api;

import org.jspecify.annotations.NullMarked;
