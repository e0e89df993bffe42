/** Who may ask, and for whom. */
@NullMarked
package dev.penstock.samples.gateway.access;

import org.jspecify.annotations.NullMarked;
