/** The ledger and the budgets in memory, for engines whose policy names no store. */
@NullMarked
package dev.penstock.core.store;

import org.jspecify.annotations.NullMarked;
