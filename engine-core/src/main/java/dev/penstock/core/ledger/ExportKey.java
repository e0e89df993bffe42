package dev.penstock.core.ledger;

import java.time.LocalDate;

/** What an export and the ledger are compared by. */
sealed interface ExportKey {
  /** All calls of a day and model that no id tells apart. */
  record OfDay(LocalDate day, String model) implements ExportKey {}

  /** The call with an id. */
  record OfCall(String id) implements ExportKey {}
}
