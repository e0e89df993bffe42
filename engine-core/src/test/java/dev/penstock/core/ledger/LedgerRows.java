package dev.penstock.core.ledger;

import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.core.ledger.CsvReader.Line;
import dev.penstock.core.price.PriceList;
import dev.penstock.core.store.MemoryStore;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.LedgerRow.Kind;
import dev.penstock.spi.store.LedgerStore;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A ledger in memory for tests of what is made from its rows. */
final class LedgerRows {
  final LedgerStore store = new MemoryStore(() -> Instant.EPOCH, () -> 0L).ledger();
  final Ledger ledger = new Ledger(store);

  void add(LedgerRow row) {
    store.append(row);
  }

  static LedgerRow with(LedgerRow row, Kind kind, String priceVersion, Usage usage, Usd cost) {
    return new LedgerRow(
        row.id(),
        kind,
        row.admitted(),
        row.started(),
        row.ended(),
        row.party(),
        row.taken(),
        row.responseId(),
        null,
        usage,
        cost,
        priceVersion,
        Usd.ZERO,
        Usd.ZERO);
  }

  List<Map<String, String>> export(PriceList prices) throws IOException {
    StringBuilder out = new StringBuilder();
    new FocusExport(ledger).write(ReportQuery.ALL, List.of(prices), out);
    return read(out.toString());
  }

  static List<Map<String, String>> read(String csv) throws IOException {
    CsvReader reader = new CsvReader(new StringReader(csv));
    List<String> head = List.of();
    List<Map<String, String>> lines = new ArrayList<>();
    for (Line line = reader.next(); line != null; line = reader.next()) {
      List<String> cells = ((Line.Cells) line).cells();
      if (head.isEmpty()) {
        head = cells;
      } else {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < head.size(); i++) {
          named.put(head.get(i), cells.get(i));
        }
        lines.add(named);
      }
    }
    return lines;
  }
}
