package dev.penstock.samples.gateway.command;

import dev.penstock.api.Engine;
import dev.penstock.api.JsonText;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Availability;
import dev.penstock.api.report.ModelState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists the models of a policy. */
@Command(
    name = "models",
    description = {
      "Lists the models of a policy, what a million of their tokens cost, and whether they may be"
          + " asked.",
      "With --ask each is asked for a word, since nobody else knows whether it is well."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  gateway models --policy policy.yaml", "  gateway models --ask --json"})
final class ModelsCommand implements Callable<Integer> {
  private static final long A_WORD = 16;

  @ParentCommand private @Nullable GatewayCommand gateway;
  @Mixin private PolicyOption policy = new PolicyOption();

  @Option(
      names = "--ask",
      description = {
        "Ask each model for a word. It costs what it costs, and stands in the ledger, so no"
            + " gateway",
        "may have that open. Ends with 1 if a model does not answer."
      })
  private boolean ask;

  @Option(names = "--json", description = "Print them as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    try (Engine engine = (ask ? policy.builder() : policy.builder().readOnly()).build()) {
      PolicyTree tree = new PolicyTree(engine.policyYaml());
      List<Listed> models = new ArrayList<>();
      for (ModelState state : engine.health()) {
        models.add(listed(state, tree, ask ? asked(engine, state.model()) : null));
      }
      GatewayCommand.surroundings(gateway)
          .out()
          .print(
              json
                  ? JsonText.of(Map.of("models", models.stream().map(Listed::json).toList())) + "\n"
                  : text(models));
      return models.stream().allMatch(model -> model.asked() == null || model.asked().answered())
          ? ExitCode.DONE
          : ExitCode.SHORT;
    }
  }

  private static Asked asked(Engine engine, String model) {
    ChatRequest word =
        ChatRequest.builder()
            .model(model)
            .maxOutputTokens(A_WORD)
            .user("Answer with the word yes.")
            .build();
    try {
      return new Asked(true, engine.route(word).timing().total().toMillis(), null);
    } catch (PenstockException e) {
      return new Asked(false, null, e.getMessage());
    }
  }

  private static Listed listed(ModelState state, PolicyTree tree, @Nullable Asked asked) {
    String model = state.model();
    return new Listed(
        model,
        state.provider(),
        state.simulated(),
        tree.at("models", model, "tiers"),
        tree.at("models", model, "context-window"),
        tree.price(model, "input"),
        tree.price(model, "output"),
        state.availability(),
        asked);
  }

  private static String text(List<Listed> models) {
    Table table =
        new Table().line("model", "provider", "tiers", "input USD", "output USD", "state");
    for (Listed model : models) {
      table.line(
          model.model(),
          model.simulated() ? model.provider() + " (simulated)" : model.provider(),
          model.tiers() instanceof List<?> list
              ? String.join(",", list.stream().map(String::valueOf).toList())
              : String.valueOf(model.tiers()),
          model.inputUsd() == null ? "-" : model.inputUsd(),
          model.outputUsd() == null ? "-" : model.outputUsd(),
          state(model));
    }
    return table.text();
  }

  private static String state(Listed model) {
    Asked asked = model.asked();
    if (asked != null) {
      return asked.answered() ? "answers in " + asked.ms() + " ms" : "fails: " + asked.failure();
    }
    Availability.State state = model.availability().state();
    return state == Availability.State.CLOSED
        ? "may be asked"
        : state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private record Listed(
      String model,
      String provider,
      boolean simulated,
      @Nullable Object tiers,
      @Nullable Object contextWindow,
      @Nullable Object inputUsd,
      @Nullable Object outputUsd,
      Availability availability,
      @Nullable Asked asked) {
    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("model", model);
      json.put("provider", provider);
      json.put("simulated", simulated);
      json.put("tiers", tiers);
      json.put("context-window", contextWindow);
      json.put("input-usd", inputUsd);
      json.put("output-usd", outputUsd);
      json.put("availability", availability);
      json.put("asked", asked == null ? null : asked.json());
      return json;
    }
  }

  private record Asked(boolean answered, @Nullable Long ms, @Nullable String failure) {
    Map<String, @Nullable Object> json() {
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("answered", answered);
      json.put("ms", ms);
      json.put("failure", failure);
      return json;
    }
  }
}
