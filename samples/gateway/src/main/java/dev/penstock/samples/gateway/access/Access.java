package dev.penstock.samples.gateway.access;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells from the headers of a request who asks. */
public final class Access {
  private static final String SCHEME = "bearer ";

  private final Keys keys;

  /** Lets in whoever has one of these keys. */
  public Access(Keys keys) {
    this.keys = keys;
  }

  /**
   * Who asks, or null for nobody who may.
   *
   * @param authorization the header of that name, which counts if both are there
   * @param apiKey the header {@code x-api-key}
   */
  public @Nullable Caller caller(Optional<String> authorization, Optional<String> apiKey) {
    if (authorization.isEmpty()) {
      return keys.find(apiKey.orElse("").strip());
    }
    String header = authorization.get().strip();
    boolean bearer = header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    return keys.find(bearer ? header.substring(SCHEME.length()).strip() : "");
  }
}
