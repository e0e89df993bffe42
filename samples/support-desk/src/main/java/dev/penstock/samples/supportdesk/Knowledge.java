package dev.penstock.samples.supportdesk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shop's rules, which every question takes along; pruning keeps those that matter to it. */
final class Knowledge {
  private static final String FILE = "knowledge.json";

  private Knowledge() {}

  /** The entries by name. */
  static Map<String, String> entries() {
    try (InputStream in = Knowledge.class.getResourceAsStream(FILE)) {
      JsonNode root = new JsonMapper().readTree(Objects.requireNonNull(in, FILE).readAllBytes());
      Map<String, String> entries = new LinkedHashMap<>();
      root.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue().asString()));
      return Collections.unmodifiableMap(entries);
    } catch (IOException e) {
      throw new UsageException("cannot read " + FILE, e);
    }
  }
}
