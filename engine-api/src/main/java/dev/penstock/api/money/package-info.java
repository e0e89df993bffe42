/** Exact money and token counts. */
@NullMarked
package dev.penstock.api.money;

import org.jspecify.annotations.NullMarked;
