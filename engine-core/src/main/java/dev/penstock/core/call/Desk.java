package dev.penstock.core.call;

import dev.penstock.core.budget.Budgets;
import dev.penstock.core.ledger.Ledger;
import dev.penstock.core.observe.Listeners;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Where an attempt is settled: the clocks, the budgets, the ledger and the listeners. */
record Desk(
    CallSettings settings,
    Budgets budgets,
    Ledger ledger,
    UsageCheck usage,
    Listeners listeners,
    Watchdog watchdog,
    InstantSource clock,
    LongSupplier ticker) {}
