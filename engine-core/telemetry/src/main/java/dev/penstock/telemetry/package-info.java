/** Metrics and traces of an engine by OpenTelemetry. */
@NullMarked
package dev.penstock.telemetry;

import org.jspecify.annotations.NullMarked;
