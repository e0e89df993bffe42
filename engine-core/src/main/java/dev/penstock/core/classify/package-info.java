/** The classifier chain. */
@NullMarked
package dev.penstock.core.classify;

import org.jspecify.annotations.NullMarked;
