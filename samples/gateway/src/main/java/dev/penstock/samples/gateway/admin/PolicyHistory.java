package dev.penstock.samples.gateway.admin;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.EngineListener;
import dev.penstock.api.PenstockException;
import dev.penstock.api.PolicyException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which policy is in force since when, and what is wrong with one that was refused after it. */
public final class PolicyHistory implements EngineListener {
  private record Loaded(String policy, Instant at) {}

  private final InstantSource clock;
  private volatile @Nullable Loaded loaded;
  private volatile @Nullable Map<String, Object> refused;

  /** Nothing yet. */
  public PolicyHistory(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void on(EngineEvent event) {
    if (event instanceof EngineEvent.PolicyLoaded now) {
      loaded = new Loaded(now.policy(), clock.instant());
      refused = null;
    } else if (event instanceof EngineEvent.PolicyRefused now) {
      refused(now.error());
    } else if (event instanceof EngineEvent.PolicyRestored) {
      refused = null;
    }
  }

  void refused(PenstockException error) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("at", clock.instant());
    json.put("message", String.valueOf(error.getMessage()));
    json.put("problems", problems(error));
    refused = json;
  }

  Map<String, @Nullable Object> json() {
    Loaded now = loaded;
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("policy", now == null ? null : now.policy());
    json.put("loaded", now == null ? null : now.at());
    json.put("refused", refused);
    return json;
  }

  /** Each mistake with its place. */
  static List<Map<String, Object>> problems(PenstockException error) {
    if (!(error instanceof PolicyException wrong)) {
      return List.of();
    }
    return wrong.problems().stream()
        .map(
            problem -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put("file", problem.file());
              json.put("line", problem.line());
              json.put("column", problem.column());
              json.put("path", problem.path());
              json.put("code", problem.code());
              json.put("message", problem.message());
              return json;
            })
        .toList();
  }
}
