/** What was decided for a request, and why. */
@NullMarked
package dev.penstock.api.explain;

import org.jspecify.annotations.NullMarked;
