/** A provider that lives outside Penstock. */
@NullMarked
package dev.penstock.samples.shopmodel;

import org.jspecify.annotations.NullMarked;
