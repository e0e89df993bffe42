package dev.penstock.core.prompt;

import dev.penstock.api.PolicyException;
import dev.penstock.api.PolicyProblem;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.policy.LoadedPolicy;
import dev.penstock.core.policy.NodePath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The templates that a policy names, by file. */
public final class Prompts {
  private final Map<Path, PromptTemplate> templates;
  private final Map<String, Path> ofTiers;

  private Prompts(Map<Path, PromptTemplate> templates, Map<String, Path> ofTiers) {
    this.templates = Map.copyOf(templates);
    this.ofTiers = ofTiers;
  }

  /**
   * Reads the templates of a policy.
   *
   * @throws PolicyException with all that cannot be used
   */
  public static Prompts of(LoadedPolicy loaded) {
    Map<String, Path> named = new LinkedHashMap<>();
    loaded
        .policy()
        .prompts()
        .forEach((tier, file) -> named.put(NodePath.child("$.prompts", tier), file));
    List<RouteSpec> routes = loaded.policy().routes();
    for (int i = 0; i < routes.size(); i++) {
      Path file = routes.get(i).prompt();
      if (file != null) {
        named.put(NodePath.item("$.routes", i) + ".prompt", file);
      }
    }
    Map<Path, PromptTemplate> templates = new LinkedHashMap<>();
    List<PolicyProblem> problems = new ArrayList<>();
    named.forEach(
        (path, file) -> {
          try {
            if (!templates.containsKey(file)) {
              templates.put(file, PromptTemplate.of(file.toString(), loaded.text(file)));
            }
          } catch (IllegalArgumentException e) {
            problems.add(loaded.problem(path, "PROMPT", file + ": " + e.getMessage()));
          } catch (PolicyException e) {
            e.problems()
                .forEach(
                    p -> problems.add(loaded.problem(path, p.code(), file + ": " + p.message())));
          }
        });
    if (!problems.isEmpty()) {
      throw new PolicyException(problems);
    }
    return new Prompts(templates, loaded.policy().prompts());
  }

  /** The template for a request, or null for none. */
  public @Nullable PromptTemplate of(RouteSpec route, Classified classified) {
    Path file = route.prompt() == null ? ofTiers.get(classified.tier()) : route.prompt();
    return file == null ? null : templates.get(file);
  }

  /** A request with instructions before everything else. */
  public static ChatRequest before(ChatRequest request, String instructions) {
    List<Message> messages = new ArrayList<>(request.messages().size() + 1);
    messages.add(Message.system(instructions));
    messages.addAll(request.messages());
    return request.toBuilder().messages(messages).build();
  }

  /** What tells them from those of another policy. */
  public String description() {
    return templates.values().stream()
        .map(template -> template.file() + "=" + template.version())
        .sorted()
        .collect(Collectors.joining(",", "prompts:", ""));
  }
}
