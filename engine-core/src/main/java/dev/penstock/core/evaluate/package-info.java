/** Measures and calibrates recall on labelled questions. */
@NullMarked
package dev.penstock.core.evaluate;

import org.jspecify.annotations.NullMarked;
