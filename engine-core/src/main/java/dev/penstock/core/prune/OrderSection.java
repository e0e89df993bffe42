package dev.penstock.core.prune;

import dev.penstock.api.chat.ContextDocument;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The latest orders and those that are asked about, the others counted. The latest come first,
 * since they are the same whatever is asked.
 */
final class OrderSection implements Section {
  private static final int LONGEST_TEXT = 240;

  private final String document;
  private final String rule;
  private final long overhead;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<OrderHistory.Order> shown = new ArrayList<>();
  private final List<OrderHistory.Order> left = new ArrayList<>();
  private @Nullable Piece rest;

  private OrderSection(String document, String rule, TokenMeter meter) {
    this.document = document;
    this.rule = rule;
    this.overhead =
        meter.of(new ContextDocument(document, "\n1000 older orders left out, 2020-01..2029-12"));
  }

  /** The orders in a document, or null if it has none that can be read. */
  static @Nullable OrderSection of(
      ContextDocument document, String rule, int keep, Asked asked, Words words, TokenMeter meter) {
    OrderHistory history = OrderHistory.of(document.text());
    if (history == null) {
      return null;
    }
    OrderSection section = new OrderSection(document.name(), rule, meter);
    section.fill(history, keep, asked, words, meter);
    return section;
  }

  private void fill(OrderHistory history, int keep, Asked asked, Words words, TokenMeter meter) {
    if (history.rest() != null) {
      rest =
          piece(Piece.Rank.DOCUMENT, OrderLine.of(history.rest(), asked, words, false), 0, meter);
      pieces.add(rest);
    }
    List<OrderHistory.Order> orders = history.orders();
    BitSet rare = withRareWord(orders, asked, words);
    List<Piece> older = new ArrayList<>();
    List<OrderHistory.Order> olderOrders = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      OrderHistory.Order order = orders.get(i);
      Set<String> own = Scalars.references(Scalars.of(order.node()));
      boolean referred =
          References.meet(own, asked.references())
              || (asked.references().isEmpty() && References.meet(own, asked.lately()));
      boolean asks = referred || References.meet(own, asked.lately()) || rare.get(i);
      if (i >= keep && !asks) {
        left.add(order);
        continue;
      }
      String line = OrderLine.of(order.node(), asked, words, asks);
      Piece piece =
          piece(referred ? Piece.Rank.REFERRED : Piece.Rank.ORDER, line, orders.size() - i, meter);
      (i < keep ? pieces : older).add(piece);
      (i < keep ? shown : olderOrders).add(order);
    }
    pieces.addAll(older);
    shown.addAll(olderOrders);
  }

  private static Piece piece(Piece.Rank rank, String line, double worth, TokenMeter meter) {
    return new Piece(rank, line, meter.of(line) + 1, worth);
  }

  /** The orders with a word of the question that at most a quarter of all orders have. */
  private static BitSet withRareWord(List<OrderHistory.Order> orders, Asked asked, Words words) {
    Map<String, BitSet> having = new HashMap<>();
    for (int i = 0; i < orders.size() && !asked.terms().isEmpty(); i++) {
      for (Scalars scalar : Scalars.of(orders.get(i).node())) {
        if (scalar.text().length() <= LONGEST_TEXT) {
          for (String word : words.of(scalar.text())) {
            if (asked.terms().contains(word)) {
              having.computeIfAbsent(word, none -> new BitSet()).set(i);
            }
          }
        }
      }
    }
    BitSet rare = new BitSet();
    for (BitSet some : having.values()) {
      if (some.cardinality() <= Math.max(1, orders.size() / 4)) {
        rare.or(some);
      }
    }
    return rare;
  }

  @Override
  public List<Piece> pieces() {
    return pieces;
  }

  @Override
  public long overhead() {
    return overhead;
  }

  @Override
  public List<ContextDocument> documents() {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      if (piece.isKept()) {
        text.append(text.isEmpty() ? "" : "\n").append(piece.text());
      }
    }
    List<OrderHistory.Order> out = leftOut();
    if (!out.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n").append(counted(out));
    }
    return isOpen() || pieces.isEmpty()
        ? List.of(new ContextDocument(document, text.toString()))
        : List.of();
  }

  private List<OrderHistory.Order> leftOut() {
    List<OrderHistory.Order> out = new ArrayList<>(left);
    int first = rest == null ? 0 : 1;
    for (int i = 0; i < shown.size(); i++) {
      if (!pieces.get(first + i).isKept()) {
        out.add(shown.get(i));
      }
    }
    return out;
  }

  private static String counted(List<OrderHistory.Order> out) {
    String orders = out.size() == 1 ? " more order left out" : " more orders left out";
    List<String> months =
        out.stream()
            .map(OrderHistory.Order::day)
            .filter(day -> !day.isEmpty())
            .map(day -> day.substring(0, 7))
            .sorted()
            .toList();
    if (months.size() < out.size()) {
      return out.size() + orders;
    }
    String from = months.getFirst();
    String to = months.getLast();
    return out.size() + orders + ", " + (from.equals(to) ? from : from + ".." + to);
  }

  @Override
  public void tell(Tally tally) {
    int out = leftOut().size();
    tally.add(
        rule,
        left.size() + shown.size() - out,
        out,
        out == 0
            ? "orders, each on one line"
            : out > left.size()
                ? "orders over the limit, or neither among the latest nor asked about"
                : "orders that are neither among the latest nor asked about");
  }
}
