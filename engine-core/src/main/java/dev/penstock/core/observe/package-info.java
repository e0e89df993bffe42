/** Listeners. */
@NullMarked
package dev.penstock.core.observe;

import org.jspecify.annotations.NullMarked;
