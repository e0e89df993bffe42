package dev.penstock.api.report;

import dev.penstock.api.CsvText;
import dev.penstock.api.JsonText;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A provider's usage export beside the ledger.
 *
 * @param first the first day compared, in the zone of the export
 * @param last the last one
 * @param provider all that the export says of these days
 * @param ledger all that the ledger says of them
 * @param lines lines of the export that were read, whatever their day
 * @param otherDays how many of them are of days that were not asked for
 * @param badLineCount lines that could not be read
 * @param badLines the first thousand of them
 * @param differences beyond the tolerance, the largest difference of cost first, then those without
 *     one by their tokens
 */
public record Reconciliation(
    LocalDate first,
    LocalDate last,
    Figures provider,
    Figures ledger,
    long lines,
    long otherDays,
    long badLineCount,
    List<BadLine> badLines,
    List<Difference> differences) {
  /** Copies the lists. */
  public Reconciliation {
    badLines = List.copyOf(badLines);
    differences = List.copyOf(differences);
  }

  /** Whether every line could be read and nothing differs. */
  public boolean agrees() {
    return badLineCount == 0 && differences.isEmpty();
  }

  /** All of it as JSON, as {@link JsonText} writes it. */
  public String toJson() {
    return JsonText.of(this);
  }

  /**
   * Writes a line for each difference, as {@link CsvText} does.
   *
   * @throws IOException if it cannot be written
   */
  public void writeCsv(Appendable to) throws IOException {
    CsvText csv = new CsvText(to);
    csv.line(
        "kind",
        "day",
        "model",
        "id",
        "difference-usd",
        "provider-input",
        "provider-cache-read",
        "provider-output",
        "provider-cost-usd",
        "ledger-input",
        "ledger-cache-read",
        "ledger-output",
        "ledger-cost-usd",
        "ledger-estimated-cost-usd");
    for (Difference difference : differences) {
      line(csv, difference);
    }
  }

  private static void line(CsvText csv, Difference difference) throws IOException {
    Figures provider = orNothing(difference.provider());
    Figures ledger = orNothing(difference.ledger());
    csv.line(
        difference.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        difference.day(),
        difference.model(),
        difference.id(),
        difference.cost(),
        provider.input(),
        provider.cacheRead(),
        provider.output(),
        provider.cost(),
        ledger.input(),
        ledger.cacheRead(),
        ledger.output(),
        ledger.cost(),
        ledger.estimatedCost());
  }

  private static Figures orNothing(@Nullable Figures figures) {
    return figures == null ? new Figures(0, 0, 0, null, null) : figures;
  }
}
