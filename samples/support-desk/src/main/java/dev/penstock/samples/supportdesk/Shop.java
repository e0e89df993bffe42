package dev.penstock.samples.supportdesk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The made-up orders of the made-up customers: the same question finds the same orders. */
final class Shop {
  private static final Pattern NUMBER =
      Pattern.compile("\\b(?:[A-Z]{3}-\\d{4,6}|\\d{4}-\\d{4})\\b");
  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 2, 1);
  private static final int DAYS = 600;
  private static final int MOST_ORDERS = 12;

  private static final List<String> ARTICLES =
      List.of(
          "Rain jacket Hoarfrost, waterproof, taped seams, blue, size L",
          "Cast iron pan with two handles, 28 cm, for all hobs",
          "Running shoes Longhaul 3, wide, grey, size 43",
          "Table lamp Kestrel with dimmer and fabric cable",
          "Mattress Stillwater, medium firm, 140 x 200 cm",
          "Espresso machine Piccola, 15 bar, with milk frother",
          "Backpack Daybreak, 28 litres, with laptop sleeve",
          "Bed linen made of organic cotton, 135 x 200 cm, sand",
          "Wireless headphones Hush, over-ear, 40 hours",
          "Garden chair Veranda, foldable, acacia, set of two");

  private static final List<String> STATES =
      List.of("delivered", "delivered", "delivered", "returned", "cancelled");

  private Shop() {}

  /**
   * The orders of the customer whose orders a question names, oldest first, the named ones last;
   * none if it names none.
   */
  static List<Map<String, Object>> orders(String question) {
    List<String> named = numbers(question);
    if (named.isEmpty()) {
      return List.of();
    }
    RandomGenerator random =
        RandomGeneratorFactory.of("L64X128MixRandom").create(named.getFirst().hashCode());
    int count = named.size() + random.nextInt(MOST_ORDERS);
    List<Map<String, Object>> orders = new ArrayList<>();
    LocalDate day = FIRST_DAY.plusDays(random.nextInt(30));
    for (int i = 0; i < count; i++) {
      int fromEnd = count - i;
      boolean asked = fromEnd <= named.size();
      String number =
          asked ? named.get(named.size() - fromEnd) : "JKT-" + (10_000 + random.nextInt(60_000));
      orders.add(order(number, day, asked, random));
      day = day.plusDays(1 + random.nextInt(DAYS / count));
    }
    return orders;
  }

  private static List<String> numbers(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      if (!found.contains(matcher.group())) {
        found.add(matcher.group());
      }
    }
    return found;
  }

  private static Map<String, Object> order(
      String number, LocalDate day, boolean open, RandomGenerator random) {
    List<Map<String, Object>> items = new ArrayList<>();
    long cents = 0;
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      long price = 990 + 100L * random.nextInt(180);
      int quantity = 1 + random.nextInt(2);
      cents += price * quantity;
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("name", ARTICLES.get(random.nextInt(ARTICLES.size())));
      item.put("quantity", quantity);
      item.put("price", euros(price));
      items.add(item);
    }
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("id", number);
    order.put("date", day.toString());
    order.put("status", open ? "shipped" : STATES.get(random.nextInt(STATES.size())));
    order.put("total", euros(cents));
    order.put("tracking", "TRK" + (100_000_000 + random.nextInt(900_000_000)));
    order.put("items", items);
    return order;
  }

  private static String euros(long cents) {
    return cents / 100 + "." + (cents % 100 < 10 ? "0" : "") + cents % 100;
  }
}
