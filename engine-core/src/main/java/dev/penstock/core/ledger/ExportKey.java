package dev.penstock.core.ledger;

import java.time.LocalDate;

/** What an export and the ledger are compared by. */
record ExportKey(LocalDate day, String model) {}
