/** What was spent, and the report on it. */
@NullMarked
package dev.penstock.core.ledger;

import org.jspecify.annotations.NullMarked;
