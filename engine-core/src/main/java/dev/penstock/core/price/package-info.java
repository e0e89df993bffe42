/** Price book: from usage to money. */
@NullMarked
package dev.penstock.core.price;

import org.jspecify.annotations.NullMarked;
