package dev.penstock.benchmarks;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Part;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.chat.ReasoningEffort;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolChoice;
import dev.penstock.api.chat.ToolSpec;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What may differ between two requests that ask the same; each part has a few values. */
enum RequestPart {
  POLICY(2),
  TENANT(20),
  MODEL(3),
  ROUTE(2),
  PRIORITY(3),
  INTENT(3),
  LOCALE(4),
  PROMPT_VERSION(3),
  SYSTEM(4),
  TOOL(4),
  TOOL_CHOICE(3),
  FORMAT(4),
  TEMPERATURE(4),
  TOP_P(3),
  SEED(4),
  MAX_OUTPUT(3),
  STOP(3),
  EFFORT(3),
  DOCUMENT(4),
  TURN_OF_USER(4),
  TURN_OF_ASSISTANT(4),
  IMAGE(3),
  FIELD(3);

  private static final List<String> SCHEMAS =
      List.of(
          "{\"type\":\"object\",\"properties\":{\"answer\":{\"type\":\"string\"}}}",
          "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}}}");

  private final int count;

  RequestPart(int count) {
    this.count = count;
  }

  /** How many values there are. */
  int count() {
    return count;
  }

  /** The request that asks a question with these values of the parts; all but the policy. */
  static ChatRequest request(Map<RequestPart, Integer> chosen, String question) {
    ChatRequest.Builder request = ChatRequest.builder().metadata(metadata(chosen));
    messages(request, chosen, question);
    sampling(request, chosen);
    int tool = of(chosen, TOOL);
    request.tool(
        ToolSpec.of("look_up", tool % 2 == 0 ? "Looks up" : "Finds", SCHEMAS.get(tool / 2)));
    switch (of(chosen, TOOL_CHOICE)) {
      case 1 -> request.toolChoice(ToolChoice.Mode.NONE);
      case 2 -> request.toolChoice(ToolChoice.named("look_up"));
      default -> {}
    }
    switch (of(chosen, FORMAT)) {
      case 1 -> request.responseFormat(ResponseFormat.JSON_OBJECT);
      case 2 -> request.responseFormat(ResponseFormat.jsonSchema("reply", SCHEMAS.get(0)));
      case 3 -> request.responseFormat(ResponseFormat.jsonSchema("reply", SCHEMAS.get(1)));
      default -> {}
    }
    switch (of(chosen, DOCUMENT)) {
      case 1 -> request.document("terms", "Parcels go back within 30 days.");
      case 2 -> request.document("terms", "Parcels go back within 14 days.");
      case 3 -> request.document("rules", "Parcels go back within 30 days.");
      default -> {}
    }
    if (of(chosen, FIELD) > 0) {
      request.extra("upstream", "verbosity", of(chosen, FIELD));
    }
    return request.build();
  }

  private static Metadata metadata(Map<RequestPart, Integer> chosen) {
    Metadata.Builder metadata =
        Metadata.builder()
            .tenant("shop-" + of(chosen, TENANT))
            .priority(List.of(Priority.values()).get(of(chosen, PRIORITY)));
    if (of(chosen, ROUTE) > 0) {
      metadata.tag("special");
    }
    if (of(chosen, INTENT) > 0) {
      metadata.intent("intent-" + of(chosen, INTENT));
    }
    if (of(chosen, LOCALE) > 0) {
      metadata.locale(
          List.of(Locale.ENGLISH, Locale.UK, Locale.GERMAN).get(of(chosen, LOCALE) - 1));
    }
    if (of(chosen, PROMPT_VERSION) > 0) {
      metadata.promptVersion("v" + of(chosen, PROMPT_VERSION));
    }
    return metadata.build();
  }

  private static void messages(
      ChatRequest.Builder request, Map<RequestPart, Integer> chosen, String question) {
    int system = of(chosen, SYSTEM);
    if (system > 0) {
      request.system(
          List.of("Answer briefly.", "Answer at length.", "Answer briefly").get(system - 1));
    }
    request.user("I ordered on day " + of(chosen, TURN_OF_USER));
    request.assistant("Noted under number " + of(chosen, TURN_OF_ASSISTANT));
    int image = of(chosen, IMAGE);
    request.message(
        image == 0
            ? Message.user(question)
            : new Message.User(
                List.of(
                    new Part.Text(question),
                    new Part.ImageUrl(
                        URI.create("https://shop.example/%d.png".formatted(image)), null))));
  }

  private static void sampling(ChatRequest.Builder request, Map<RequestPart, Integer> chosen) {
    if (of(chosen, MODEL) > 0) {
      request.model(of(chosen, MODEL) == 1 ? "small" : "large");
    }
    if (of(chosen, TEMPERATURE) > 0) {
      request.temperature((of(chosen, TEMPERATURE) - 1) / 2.0);
    }
    if (of(chosen, TOP_P) > 0) {
      request.topP(of(chosen, TOP_P) / 4.0);
    }
    if (of(chosen, SEED) > 0) {
      request.seed((long) of(chosen, SEED));
    }
    if (of(chosen, MAX_OUTPUT) > 0) {
      request.maxOutputTokens(100L * of(chosen, MAX_OUTPUT));
    }
    Stream.of("END", "STOP").limit(of(chosen, STOP)).forEach(request::stop);
    if (of(chosen, EFFORT) > 0) {
      request.reasoningEffort(of(chosen, EFFORT) == 1 ? ReasoningEffort.LOW : ReasoningEffort.HIGH);
    }
  }

  private static int of(Map<RequestPart, Integer> chosen, RequestPart part) {
    return Objects.requireNonNull(chosen.get(part));
  }
}
