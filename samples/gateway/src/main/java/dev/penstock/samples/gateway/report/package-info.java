/** Reports as they are asked for by a command or over HTTP. */
@NullMarked
package dev.penstock.samples.gateway.report;

import org.jspecify.annotations.NullMarked;
