/** Cache keys, look-ups, and what may be stored at all. */
@NullMarked
package dev.penstock.core.recall;

import org.jspecify.annotations.NullMarked;
