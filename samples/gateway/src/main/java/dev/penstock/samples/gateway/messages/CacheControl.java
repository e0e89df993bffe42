package dev.penstock.samples.gateway.messages;

import dev.penstock.samples.gateway.json.JsonIn;

/**
 * What a client says about the vendor's prompt cache. It changes no answer, and what it costs is
 * for the policy to decide; so it is checked and goes no further.
 */
final class CacheControl {
  private CacheControl() {}

  static void read(JsonIn in) {
    if (in.isNull()) {
      return;
    }
    in.fields(
        (name, field) -> {
          switch (name) {
            case "type" -> {
              if (!in.text().equals("ephemeral")) {
                throw in.wrong("invalid_cache_control", "must be ephemeral");
              }
            }
            case "ttl" -> in.textOrNull();
            default -> throw in.unknown();
          }
        });
  }
}
