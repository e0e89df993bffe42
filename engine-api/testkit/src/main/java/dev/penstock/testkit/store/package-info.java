/** The contract of stores, and a model to hold them against. */
@NullMarked
package dev.penstock.testkit.store;

import org.jspecify.annotations.NullMarked;
