package dev.penstock.spi;

import dev.penstock.api.chat.ChatRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a classifier sees.
 *
 * @param request the whole request
 * @param question the text of the last user's message
 * @param tiers the policy's tiers, easiest first
 * @param embedding the question's vector, made when first asked for and shared with the cache;
 *     empty if the policy names nobody who makes one, or it could not be had in time
 */
public record ClassifierInput(
    ChatRequest request,
    String question,
    List<String> tiers,
    Supplier<Optional<Embedding>> embedding) {
  /** Input without a vector. */
  public ClassifierInput(ChatRequest request, String question, List<String> tiers) {
    this(request, question, tiers, Optional::empty);
  }
}
