package dev.penstock.telemetry;

/**
 * Which generation of the conventions for generative AI names what is under {@code gen_ai.}. They
 * are not stable yet, so dashboards must say which one they are for.
 */
public enum Naming {
  /** Versions 1.37 to 1.41, the last of https://github.com/open-telemetry/semantic-conventions. */
  V1_41,
  /**
   * What https://github.com/open-telemetry/semantic-conventions-genai has made of them since; in
   * development.
   */
  LATEST;

  /**
   * The generation that the value of the variable {@code OTEL_SEMCONV_STABILITY_OPT_IN} asks for: a
   * list with commas, in which {@code gen_ai_latest_experimental} means {@link #LATEST}.
   */
  public static Naming ofOptIn(String value) {
    for (String word : value.split(",", -1)) {
      if (word.strip().equals("gen_ai_latest_experimental")) {
        return LATEST;
      }
    }
    return V1_41;
  }
}
