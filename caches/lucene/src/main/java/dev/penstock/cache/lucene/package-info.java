/** Exact and semantic cache by Lucene. */
@NullMarked
package dev.penstock.cache.lucene;

import org.jspecify.annotations.NullMarked;
