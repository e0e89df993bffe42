/** Benchmarks of the hot paths. */
@NullMarked
package dev.penstock.benchmarks;

import org.jspecify.annotations.NullMarked;
