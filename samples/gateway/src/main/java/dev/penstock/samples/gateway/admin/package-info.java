/** What only a key for administration may ask. */
@NullMarked
package dev.penstock.samples.gateway.admin;

import org.jspecify.annotations.NullMarked;
