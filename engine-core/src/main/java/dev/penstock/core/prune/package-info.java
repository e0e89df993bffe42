/** Makes requests shorter before they go upstream: strategies, a hard limit, an account of both. */
@NullMarked
package dev.penstock.core.prune;

import org.jspecify.annotations.NullMarked;
