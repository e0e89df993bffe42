/** Where the ledger and the budgets' holds are kept. */
@NullMarked
package dev.penstock.spi.store;

import org.jspecify.annotations.NullMarked;
