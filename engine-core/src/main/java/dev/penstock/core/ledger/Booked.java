package dev.penstock.core.ledger;

import java.time.LocalDate;

/** What one side says under a key, and of which day and model. */
record Booked(LocalDate day, String model, Side side) {
  Booked plus(Booked more) {
    return new Booked(day, model, side.plus(more.side));
  }

  ExportKey.OfDay ofDay() {
    return new ExportKey.OfDay(day, model);
  }
}
