/** What is told of requests: metrics, traces, a line of the log for each. */
@NullMarked
package dev.penstock.samples.gateway.telemetry;

import org.jspecify.annotations.NullMarked;
