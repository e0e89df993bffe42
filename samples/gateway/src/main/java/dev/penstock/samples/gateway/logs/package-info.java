/** What the gateway tells of its work: a line for each request, and for whatever needs a look. */
@NullMarked
package dev.penstock.samples.gateway.logs;

import org.jspecify.annotations.NullMarked;
