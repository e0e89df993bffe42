/** Makes tiers out of difficulties. */
@NullMarked
package dev.penstock.core.tier;

import org.jspecify.annotations.NullMarked;
