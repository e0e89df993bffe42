package dev.penstock.spi;

/**
 * A key or password. Its text never shows in {@link #toString()}, so that a settings record can be
 * printed.
 */
public final class Secret {
  private final String text;
  private final boolean literal;

  private Secret(String text, boolean literal) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      throw new IllegalArgumentException("a secret must not be empty");
    }
    if (stripped.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("a secret must not contain a control character");
    }
    this.text = stripped;
    this.literal = literal;
  }

  /**
   * A secret that was read from a variable or a file. White space at its ends is dropped.
   *
   * @throws IllegalArgumentException if it is empty or contains a control character; the message
   *     does not repeat it
   */
  public static Secret of(String text) {
    return new Secret(text, false);
  }

  /** A secret that stands in a policy file as it is; otherwise as {@link #of(String)}. */
  public static Secret literal(String text) {
    return new Secret(text, true);
  }

  /** The text, for the one place that sends it. */
  public String reveal() {
    return text;
  }

  /** Whether it stood in a policy file as it is, which only a provider on loopback may accept. */
  public boolean isLiteral() {
    return literal;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && secret.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Five asterisks. */
  @Override
  public String toString() {
    return "*****";
  }
}
