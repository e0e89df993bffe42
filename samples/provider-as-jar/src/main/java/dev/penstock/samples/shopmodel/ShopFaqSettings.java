package dev.penstock.samples.shopmodel;

import dev.penstock.api.policy.Description;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the provider {@code shop-faq}.
 *
 * @param file a YAML file with the key {@code entries}
 * @param otherwise the answer to a question that no entry resembles; null means {@link
 *     #I_DO_NOT_KNOW}
 */
public record ShopFaqSettings(
    @Description("YAML file with questions and answers, relative to the policy file") Path file,
    @Description("Answer to a question that no entry resembles") @Nullable String otherwise) {

  /** The answer to a question that no entry resembles, if the policy gives none. */
  public static final String I_DO_NOT_KNOW = "I do not know. A colleague will write to you.";

  /** Refuses an empty answer. */
  public ShopFaqSettings {
    if (otherwise != null && otherwise.isBlank()) {
      throw new IllegalArgumentException("otherwise must not be empty");
    }
  }

  @Override
  public String otherwise() {
    return otherwise == null ? I_DO_NOT_KNOW : otherwise;
  }
}
