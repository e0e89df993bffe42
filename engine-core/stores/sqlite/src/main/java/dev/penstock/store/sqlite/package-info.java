/** The ledger and the accounts of budgets in an SQLite file that one engine owns. */
@NullMarked
package dev.penstock.store.sqlite;

import org.jspecify.annotations.NullMarked;
