package dev.penstock.provider.wire;

import java.util.Set;

/**
 * Fields of an assistant's message that only one vendor gives and takes. A conversation that began
 * with it may go on with another, whose server would refuse them.
 */
public final class VendorFields {
  /** Anthropic's blocks of thinking with their signatures. */
  public static final String THINKING_BLOCKS = "thinking_blocks";

  /** Gemini's signatures of thoughts. */
  public static final String THOUGHT_SIGNATURES = "thought_signatures";

  /** The texts of Gemini's thoughts. */
  public static final String THOUGHTS = "thoughts";

  private static final Set<String> NOT_OPENAI =
      Set.of(THINKING_BLOCKS, THOUGHT_SIGNATURES, THOUGHTS);

  private VendorFields() {}

  /** Whether a field belongs to another wire than OpenAI's. */
  public static boolean isForeignToOpenAi(String field) {
    return NOT_OPENAI.contains(field);
  }
}
