package dev.penstock.core.select;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.policy.Ability;
import dev.penstock.core.tokens.InputSize;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a request needs of a model.
 *
 * @param request the request
 * @param id its id, which decides a weighted choice without a session
 * @param at when it was admitted, which decides prices and budget periods
 * @param size its input
 * @param abilities what the model must be able to do
 * @param streamed whether the answer comes piece by piece
 */
public record Need(
    ChatRequest request,
    String id,
    Instant at,
    InputSize size,
    Set<Ability> abilities,
    boolean streamed) {
  /** The abilities without which an answer would not be what was asked for. */
  public static Set<Ability> abilitiesOf(ChatRequest request) {
    boolean vision = hasImage(request);
    boolean schema = request.responseFormat() instanceof ResponseFormat.JsonSchema;
    boolean object = request.responseFormat().equals(ResponseFormat.JSON_OBJECT);
    if (request.tools().isEmpty() && !vision && !schema && !object) {
      return Set.of();
    }
    EnumSet<Ability> needed = EnumSet.noneOf(Ability.class);
    if (!request.tools().isEmpty()) {
      needed.add(Ability.TOOLS);
    }
    if (vision) {
      needed.add(Ability.VISION);
    }
    if (schema) {
      needed.add(Ability.JSON_SCHEMA);
    }
    if (object) {
      needed.add(Ability.JSON_OBJECT);
    }
    return needed;
  }

  private static boolean hasImage(ChatRequest request) {
    for (Message message : request.messages()) {
      if (message instanceof Message.User(var parts)) {
        for (Part part : parts) {
          if (!(part instanceof Part.Text)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
