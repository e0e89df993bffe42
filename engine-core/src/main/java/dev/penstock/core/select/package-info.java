/** Filters candidates and ranks them. */
@NullMarked
package dev.penstock.core.select;

import org.jspecify.annotations.NullMarked;
