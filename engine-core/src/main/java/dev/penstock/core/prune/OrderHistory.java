package dev.penstock.core.prune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Orders in JSON of whatever form: a list, an object with a list in it, or one order.
 *
 * @param rest what stands beside the list, or null
 * @param orders the orders, the latest first: by their dates if each has one, else the last first
 */
record OrderHistory(@Nullable JsonNode rest, List<Order> orders) {
  private static final JsonMapper NODES = new JsonMapper();
  private static final Set<String> IDS =
      Set.of(
          "id",
          "order",
          "orderid",
          "ordernumber",
          "orderno",
          "orderref",
          "number",
          "no",
          "reference",
          "status",
          "orderstatus",
          "state");
  private static final List<String> LISTS = List.of("order", "purchase", "history");
  private static final Set<String> PARTS =
      Set.of("items", "lines", "lineitems", "products", "articles", "positions", "events");
  private static final List<String> DATES =
      List.of("order", "placed", "purchase", "created", "date");

  /**
   * An order.
   *
   * @param day when it was made, as far as known, as in ISO 8601
   */
  record Order(JsonNode node, String day) {}

  /** The orders in a text, or null if it has none that can be read. */
  static @Nullable OrderHistory of(String text) {
    JsonNode root = Json.tree(text);
    if (root == null) {
      return null;
    }
    if (root.isArray()) {
      return isListOfObjects(root) ? sorted(null, root) : null;
    }
    String list = list(root);
    if (list == null) {
      return root.isEmpty() ? null : new OrderHistory(null, List.of(new Order(root, day(root))));
    }
    JsonNode rest = without(root, list);
    return sorted(rest.isEmpty() ? null : rest, root.get(list));
  }

  /** An object without one of its fields. */
  static JsonNode without(JsonNode object, String field) {
    ObjectNode rest = NODES.createObjectNode();
    object.forEachEntry(
        (key, value) -> {
          if (!key.equals(field)) {
            rest.set(key, value);
          }
        });
    return rest;
  }

  private static boolean isListOfObjects(JsonNode node) {
    return node.isArray() && !node.isEmpty() && node.values().stream().allMatch(JsonNode::isObject);
  }

  /** The key of the list of orders, or null if the object is an order itself. */
  private static @Nullable String list(JsonNode root) {
    String longest = null;
    boolean isOrder = false;
    for (String key : root.propertyNames()) {
      JsonNode value = root.get(key);
      String plain = plain(key);
      if (isListOfObjects(value)) {
        if (LISTS.stream().anyMatch(plain::contains)) {
          return key;
        }
        if (!PARTS.contains(plain)
            && (longest == null || value.size() > root.get(longest).size())) {
          longest = key;
        }
      }
      isOrder |= !value.isContainer() && IDS.contains(plain);
    }
    return isOrder ? null : longest;
  }

  private static OrderHistory sorted(@Nullable JsonNode rest, JsonNode list) {
    List<Order> orders = new ArrayList<>();
    for (JsonNode node : list.values()) {
      orders.add(new Order(node, day(node)));
    }
    List<Order> latestFirst = new ArrayList<>(orders.reversed());
    if (orders.stream().noneMatch(order -> order.day().isEmpty())) {
      latestFirst.sort(Comparator.comparing(Order::day).reversed());
    }
    return new OrderHistory(rest, latestFirst);
  }

  /** The date under the key that is most likely that of the order itself. */
  private static String day(JsonNode order) {
    String best = "";
    int bestAt = Integer.MAX_VALUE;
    for (String key : order.propertyNames()) {
      JsonNode value = order.get(key);
      String text = value.isString() ? value.asString() : "";
      if (isDay(text)) {
        String plain = plain(key);
        int at = 0;
        while (at < DATES.size() && !plain.contains(DATES.get(at))) {
          at++;
        }
        if (at < bestAt) {
          bestAt = at;
          best = text.length() > 19 ? text.substring(0, 19) : text;
        }
      }
    }
    return best;
  }

  static boolean isDay(String text) {
    if (text.length() < 10) {
      return false;
    }
    for (int i = 0; i < 10; i++) {
      char c = text.charAt(i);
      boolean fits = (i == 4 || i == 7) ? c == '-' : (c >= '0' && c <= '9');
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** A key without what separates its words. */
  static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
