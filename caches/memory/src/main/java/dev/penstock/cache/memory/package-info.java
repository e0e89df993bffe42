/** Exact cache in the heap. */
@NullMarked
package dev.penstock.cache.memory;

import org.jspecify.annotations.NullMarked;
