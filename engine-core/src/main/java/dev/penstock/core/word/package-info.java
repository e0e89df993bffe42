/** How keys and names are spelled, quoted and told apart. */
@NullMarked
package dev.penstock.core.word;

import org.jspecify.annotations.NullMarked;
