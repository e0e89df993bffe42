/** The order of the steps of a request, and nothing else. */
@NullMarked
package dev.penstock.core.pipeline;

import org.jspecify.annotations.NullMarked;
