package dev.penstock.core.pipeline;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.explain.PromptTrace;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.prompt.PromptTemplate;
import dev.penstock.core.prompt.Prompts;
import dev.penstock.core.prune.Pruned;
import dev.penstock.core.prune.Pruner;
import dev.penstock.core.tokens.TokenCounter;

/** Makes of a request what is sent. Caches, classifiers and the ledger see it as it came. */
final class Preparation {
  private final Prompts prompts;
  private final Pruner pruner;
  private final TokenCounter counter;

  Preparation(Prompts prompts, Pruner pruner, TokenCounter counter) {
    this.prompts = prompts;
    this.pruner = pruner;
    this.counter = counter;
  }

  /**
   * Prepares a request.
   *
   * @param explained whether somebody reads how many tokens things take
   */
  Sent of(ChatRequest request, RouteSpec route, Classified classified, boolean explained) {
    Sent prompted = prompted(request, route, classified, explained);
    Pruned pruned = pruner.prune(prompted.request());
    return new Sent(pruned.request(), prompted.prompt(), pruned.trace());
  }

  private Sent prompted(
      ChatRequest request, RouteSpec route, Classified classified, boolean explained) {
    PromptTemplate template = prompts.of(route, classified);
    if (template == null) {
      return Sent.unchanged(request);
    }
    String text = template.text(request.metadata(), route, classified);
    if (text.isEmpty()) {
      return Sent.unchanged(request);
    }
    Long tokens = explained ? Long.valueOf(counter.count(text)) : null;
    return new Sent(
        Prompts.before(request, text),
        new PromptTrace(template.file(), template.version(), tokens, null),
        null);
  }
}
