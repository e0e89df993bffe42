/** How many calls may run at once, and how many requests and tokens there may be in a minute. */
@NullMarked
package dev.penstock.core.limit;

import org.jspecify.annotations.NullMarked;
