/** What the gateway costs beside a plain reverse proxy, and how it bears load and ends. */
@NullMarked
package dev.penstock.benchmarks.gateway;

import org.jspecify.annotations.NullMarked;
