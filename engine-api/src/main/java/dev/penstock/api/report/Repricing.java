package dev.penstock.api.report;

import dev.penstock.api.CsvText;
import dev.penstock.api.JsonText;
import java.io.IOException;
import java.util.List;

/**
 * What the calls of a period would have cost at other prices. With the calls that could not be
 * priced again, {@code before} adds up to the cost of the report of that period.
 *
 * @param all all calls that were priced again
 * @param byModel a line per model, by name
 * @param byTier a line per tier, by name
 * @param byDay a line per day of admission in UTC
 * @param unpriced the calls that were not, by reason, model and version
 */
public record Repricing(
    RepricedLine all,
    List<RepricedLine> byModel,
    List<RepricedLine> byTier,
    List<RepricedLine> byDay,
    List<UnpricedCalls> unpriced) {
  /** Copies the lines. */
  public Repricing {
    byModel = List.copyOf(byModel);
    byTier = List.copyOf(byTier);
    byDay = List.copyOf(byDay);
    unpriced = List.copyOf(unpriced);
  }

  /** All of it as JSON, as {@link JsonText} writes it. */
  public String toJson() {
    return JsonText.of(this);
  }

  /**
   * Writes a line for the whole and one for each line of each dimension, as {@link CsvText} does.
   * Calls that were not priced again have a line with the dimension {@code unpriced}, the version
   * of their prices as key, and no {@code after-usd}.
   *
   * @throws IOException if it cannot be written
   */
  public void writeCsv(Appendable to) throws IOException {
    CsvText csv = new CsvText(to);
    csv.line("dimension", "key", "calls", "before-usd", "after-usd", "difference-usd");
    write(csv, "all", List.of(all));
    write(csv, "model", byModel);
    write(csv, "tier", byTier);
    write(csv, "day", byDay);
    for (UnpricedCalls calls : unpriced) {
      csv.line("unpriced", calls.priceVersion(), calls.calls(), calls.cost(), null, null);
    }
  }

  private static void write(CsvText csv, String dimension, List<RepricedLine> lines)
      throws IOException {
    for (RepricedLine line : lines) {
      csv.line(dimension, line.key(), line.calls(), line.before(), line.after(), line.difference());
    }
  }
}
