package dev.penstock.core.prune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes an order on one line: its id, then keys and values without quotes and brackets. */
final class OrderLine {
  private static final int NAME = 32;
  private static final int TEXT = 80;
  private static final int ASKED_TEXT = 240;
  private static final int ITEMS = 3;
  private static final int ASKED_ITEMS = 10;
  private static final int EVENTS = 1;
  private static final int LONGEST_TIME = 40;
  private static final int DEEPEST = 6;
  private static final List<String> IDS =
      List.of("orderid", "ordernumber", "orderno", "id", "number", "orderref", "reference");
  private static final List<String> NAMES =
      List.of("name", "title", "productname", "itemname", "product", "item", "description");
  private static final Set<String> QUANTITIES = Set.of("quantity", "qty", "count");
  private static final List<String> EVENT_LISTS =
      List.of("event", "history", "timeline", "update", "log", "scan");

  /** Parts of keys whose values only a program makes use of. */
  private static final List<String> NOISE =
      List.of(
          "url",
          "uri",
          "image",
          "thumbnail",
          "picture",
          "photo",
          "avatar",
          "href",
          "html",
          "hash",
          "etag",
          "checksum",
          "typename",
          "metadata",
          "internal",
          "useragent",
          "ipaddress",
          "consent",
          "newsletter",
          "subtotal");

  /** Seconds of a time, and parts of them. */
  private static final Pattern SECONDS =
      Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}):[0-9]{2}(?:\\.[0-9]+)?");

  private final Asked asked;
  private final Words words;
  private final boolean generous;
  private final StringBuilder out = new StringBuilder();

  private OrderLine(Asked asked, Words words, boolean generous) {
    this.asked = asked;
    this.words = words;
    this.generous = generous;
  }

  /**
   * Writes an order.
   *
   * @param generous whether it is one that is asked about, of which more is shown
   */
  static String of(JsonNode order, Asked asked, Words words, boolean generous) {
    OrderLine line = new OrderLine(asked, words, generous);
    String id = line.head(order);
    int start = line.out.length();
    line.fields("", order, id, 0);
    if (id != null && line.out.length() == start) {
      line.out.setLength(start - 2);
    }
    line.addMissing(order);
    return line.out.toString();
  }

  private @Nullable String head(JsonNode order) {
    for (String name : IDS) {
      for (String key : order.propertyNames()) {
        JsonNode value = order.get(key);
        if (!value.isContainer() && !value.isNull() && OrderHistory.plain(key).equals(name)) {
          out.append(text(value)).append(": ");
          return key;
        }
      }
    }
    return null;
  }

  private void fields(String of, JsonNode object, @Nullable String without, int depth) {
    String comma = "";
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String key = field.getKey();
      JsonNode value = field.getValue();
      if (key.equals(without) || isEmpty(value) || (isNoise(key) && !refersIn(value))) {
        continue;
      }
      out.append(comma).append(label(of, key, value)).append(' ');
      comma = ", ";
      if (depth >= DEEPEST && value.isContainer()) {
        out.append('\u2026');
      } else if (value.isObject()) {
        out.append('(');
        fields(key, value, null, depth + 1);
        out.append(')');
      } else if (value.isArray()) {
        list(key, value, depth);
      } else {
        out.append(text(value));
      }
    }
  }

  private void list(String key, JsonNode list, int depth) {
    List<JsonNode> all = List.copyOf(list.values());
    String plain = OrderHistory.plain(key);
    boolean events = EVENT_LISTS.stream().anyMatch(plain::contains);
    int most = events ? EVENTS : generous ? ASKED_ITEMS : ITEMS;
    List<JsonNode> shown = shown(all, most, events);
    String separator = "";
    out.append('[');
    for (JsonNode item : shown) {
      out.append(separator);
      separator = "; ";
      if (item.isObject() && events) {
        event(item);
      } else if (item.isObject()) {
        item(item, depth + 1);
      } else if (item.isArray()) {
        out.append(depth >= DEEPEST ? "\u2026" : Shortening.of(item.toString(), TEXT));
      } else {
        out.append(text(item));
      }
    }
    int more = all.size() - shown.size();
    out.append(more == 0 ? "" : separator + "+" + more + (events ? " before" : " more"));
    out.append(']');
  }

  /** Those that are asked about, and of the others the first, or of events the last. */
  private List<JsonNode> shown(List<JsonNode> all, int most, boolean events) {
    if (all.size() <= most) {
      return all;
    }
    boolean[] chosen = new boolean[all.size()];
    int count = 0;
    for (int i = 0; i < chosen.length; i++) {
      chosen[i] = isAskedFor(all.get(i));
      count += chosen[i] ? 1 : 0;
    }
    for (int i = 0; i < chosen.length && count < most; i++) {
      int at = events ? chosen.length - 1 - i : i;
      count += chosen[at] ? 0 : 1;
      chosen[at] = true;
    }
    List<JsonNode> shown = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i]) {
        shown.add(all.get(i));
      }
    }
    return shown;
  }

  /** What happened, without keys, which say little. */
  private void event(JsonNode event) {
    String blank = "";
    for (Scalars scalar : Scalars.of(event)) {
      if (!scalar.text().isBlank() && (!isNoise(scalar.key()) || refers(scalar.text()))) {
        out.append(blank).append(shortened(scalar.text(), generous ? ASKED_TEXT : TEXT));
        blank = " ";
      }
    }
  }

  private void item(JsonNode item, int depth) {
    String name = null;
    for (String candidate : NAMES) {
      for (String key : item.propertyNames()) {
        if (name == null && item.get(key).isString() && OrderHistory.plain(key).equals(candidate)) {
          name = key;
        }
      }
    }
    JsonNode rest = item;
    if (name != null) {
      for (String key : item.propertyNames()) {
        if (QUANTITIES.contains(OrderHistory.plain(key)) && !item.get(key).isContainer()) {
          out.append(text(item.get(key))).append("x ");
          rest = OrderHistory.without(rest, key);
        }
      }
      out.append(shortened(item.get(name).asString(), NAME));
      rest = OrderHistory.without(rest, name);
    }
    int before = out.length();
    if (name != null) {
      out.append(" (");
    }
    int start = out.length();
    fields("", rest, null, depth);
    if (out.length() == start) {
      out.setLength(before);
    } else if (name != null) {
      out.append(')');
    }
  }

  private String text(JsonNode value) {
    return shortened(value.asString(), generous ? ASKED_TEXT : TEXT);
  }

  /** Nothing that is asked about is cut off. */
  private String shortened(String text, int longest) {
    String whole = Shortening.onOneLine(text);
    if (whole.length() <= LONGEST_TIME) {
      whole = SECONDS.matcher(whole).replaceFirst("$1");
    }
    String cut = Shortening.of(whole, longest);
    if (cut.length() == whole.length() || !refers(whole)) {
      return cut;
    }
    if (whole.length() <= ASKED_TEXT) {
      return whole;
    }
    StringBuilder sentences = new StringBuilder();
    for (String sentence : Sentences.of(whole)) {
      if (refers(sentence)) {
        sentences.append(sentences.isEmpty() ? "" : "\u2026 ").append(sentence);
      }
    }
    return sentences.isEmpty() ? cut : sentences.toString().strip();
  }

  private boolean refers(String text) {
    return !asked.lately().isEmpty() && References.meet(References.inValue(text), asked.lately());
  }

  private boolean refersIn(JsonNode value) {
    return Scalars.of(value).stream().anyMatch(scalar -> refers(scalar.text()));
  }

  private boolean isAskedFor(JsonNode value) {
    for (Scalars scalar : Scalars.of(value)) {
      if (refers(scalar.text())
          || (!asked.terms().isEmpty()
              && scalar.text().length() <= ASKED_TEXT
              && words.of(scalar.text()).stream().anyMatch(asked.terms()::contains))) {
        return true;
      }
    }
    return false;
  }

  /** What is asked about survives wherever it was nested. */
  private void addMissing(JsonNode order) {
    if (asked.lately().isEmpty()) {
      return;
    }
    for (Scalars scalar : Scalars.of(order)) {
      if (refers(scalar.text())) {
        String text = shortened(scalar.text(), ASKED_TEXT);
        if (out.indexOf(text) < 0) {
          out.append(", ").append(spoken(scalar.key())).append(' ').append(text);
        }
      }
    }
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull() || (value.isContainer() ? value.isEmpty() : value.asString().isBlank());
  }

  private static boolean isNoise(String key) {
    String plain = OrderHistory.plain(key);
    return NOISE.stream().anyMatch(plain::contains);
  }

  /** A key as words, without what its object's key or the value says anyway. */
  private static String label(String of, String key, JsonNode value) {
    String words = spoken(key);
    String before = spoken(of) + " ";
    if (!of.isEmpty() && words.startsWith(before)) {
      words = words.substring(before.length());
    }
    boolean day = value.isString() && OrderHistory.isDay(value.asString());
    return day && words.endsWith(" date") ? words.substring(0, words.length() - 5) : words;
  }

  /** A key as words: {@code tracking_number} and {@code trackingNumber} alike. */
  private static String spoken(String key) {
    StringBuilder words = new StringBuilder(key.length() + 4);
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean upper = Character.isUpperCase(c);
      if (upper && i > 0 && Character.isLowerCase(key.charAt(i - 1))) {
        words.append(' ');
      }
      words.append(c == '_' || Character.isWhitespace(c) ? ' ' : upper ? lower(key, i) : c);
    }
    return words.toString();
  }

  private static char lower(String key, int at) {
    boolean acronym = at + 1 < key.length() && Character.isUpperCase(key.charAt(at + 1));
    return acronym ? key.charAt(at) : Character.toLowerCase(key.charAt(at));
  }
}
