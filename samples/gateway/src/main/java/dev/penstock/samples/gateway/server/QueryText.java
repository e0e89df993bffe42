package dev.penstock.samples.gateway.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what follows the path of a request: names with values, each known and there once. */
final class QueryText {
  private QueryText() {}

  static Map<String, String> read(String text, List<String> known) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String part : text.split("&", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      if (!known.contains(name)) {
        throw new HttpError(
            400,
            "unknown_parameter",
            known.isEmpty()
                ? "this path takes no parameters"
                : "this path takes the parameters " + String.join(", ", known) + " only");
      }
      String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
      if (values.put(name, value) != null) {
        throw HttpError.field("duplicate_parameter", name, name + " must be sent once at most");
      }
    }
    return values;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new HttpError(400, "invalid_query", "a parameter has a % that begins no byte");
    }
  }
}
