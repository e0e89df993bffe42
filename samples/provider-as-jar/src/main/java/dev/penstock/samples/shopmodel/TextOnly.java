package dev.penstock.samples.shopmodel;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;

/** Refuses what this provider does not declare as an ability, instead of ignoring it. */
final class TextOnly {
  private TextOnly() {}

  static void check(ChatRequest request) throws ProviderException {
    refuseIf(!request.tools().isEmpty(), "call tools");
    refuseIf(!request.responseFormat().equals(ResponseFormat.TEXT), "answer in JSON");
    refuseIf(request.messages().stream().anyMatch(TextOnly::hasImage), "look at images");
    refuseIf(request.reasoningEffort() != null, "think with a stated effort");
    refuseIf(request.seed() != null, "take a seed");
  }

  private static boolean hasImage(Message message) {
    return message instanceof Message.User user
        && user.parts().stream().anyMatch(part -> !(part instanceof Part.Text));
  }

  private static void refuseIf(boolean asked, String what) throws ProviderException {
    if (asked) {
      throw new ProviderException(
          ProviderFailure.of(FailureKind.BAD_REQUEST, Phase.NOT_RUN, "shop-faq cannot " + what));
    }
  }
}
