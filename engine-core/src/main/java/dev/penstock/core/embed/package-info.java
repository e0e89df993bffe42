/** Vectors of questions and examples: who makes them, and what they cost. */
@NullMarked
package dev.penstock.core.embed;

import org.jspecify.annotations.NullMarked;
