/** The engine: {@code decide}, {@code perform}, {@code settle}. */
@NullMarked
package dev.penstock.core;

import org.jspecify.annotations.NullMarked;
