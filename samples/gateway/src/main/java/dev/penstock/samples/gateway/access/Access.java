package dev.penstock.samples.gateway.access;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells from the header of a request who asks. */
public final class Access {
  private static final String SCHEME = "bearer ";

  private final Keys keys;

  /** Lets in whoever has one of these keys. */
  public Access(Keys keys) {
    this.keys = keys;
  }

  /** Who asks, or null for nobody who may. */
  public @Nullable Caller caller(Optional<String> authorization) {
    String header = authorization.orElse("").strip();
    boolean bearer = header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    return keys.find(bearer ? header.substring(SCHEME.length()).strip() : "");
  }
}
