package dev.penstock.samples.gateway.command;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is said of a request beside its question. */
final class RequestOptions {
  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "Whose request it is; without it nothing is recalled.")
  private @Nullable String tenant;

  @Option(names = "--user", paramLabel = "NAME", description = "The person behind it.")
  private @Nullable String user;

  @Option(names = "--intent", paramLabel = "NAME", description = "What it is about, if known.")
  private @Nullable String intent;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "A label for routes and reports, such as team=web; may be repeated.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--priority",
      paramLabel = "PRIORITY",
      defaultValue = "normal",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Priority priority = Priority.NORMAL;

  @Option(names = "--system", paramLabel = "TEXT", description = "Instructions to the model.")
  private @Nullable String system;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      description = "A model of the policy (default: the policy chooses).")
  private @Nullable String model;

  @Option(names = "--max-output", paramLabel = "TOKENS", description = "The longest answer.")
  private @Nullable Long maxOutput;

  /** The request that asks this. */
  ChatRequest request(@Nullable String id, String question) {
    if (question.isBlank()) {
      throw new IllegalArgumentException("the question is empty");
    }
    Metadata.Builder metadata = Metadata.builder().user(user).intent(intent).priority(priority);
    if (tenant != null) {
      metadata.tenant(tenant);
    }
    tags.forEach(metadata::tag);
    ChatRequest.Builder request =
        ChatRequest.builder().id(id).model(model).maxOutputTokens(maxOutput);
    if (system != null) {
      request.system(system);
    }
    return request.user(question).metadata(metadata.build()).build();
  }
}
