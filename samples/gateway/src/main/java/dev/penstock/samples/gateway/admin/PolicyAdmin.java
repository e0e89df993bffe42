package dev.penstock.samples.gateway.admin;

import dev.penstock.api.Engine;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.JsonText;
import dev.penstock.api.PenstockException;
import dev.penstock.samples.gateway.server.Exchange;
import dev.penstock.samples.gateway.server.HttpError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows the policy in force, and loads it again. */
final class PolicyAdmin {
  private final Engine engine;
  private final @Nullable Path file;
  private final PolicyHistory history;

  PolicyAdmin(Engine engine, @Nullable Path file, PolicyHistory history) {
    this.engine = engine;
    this.file = file;
    this.history = history;
  }

  /** The policy with all defaults; secrets show as asterisks. */
  void show(Exchange exchange) {
    exchange.query();
    exchange.answer(
        200,
        "application/yaml; charset=utf-8",
        engine.policyYaml().getBytes(StandardCharsets.UTF_8));
  }

  void reload(Exchange exchange) {
    exchange.query();
    if (exchange.body().length > 0) {
      throw new HttpError(400, "unexpected_body", "this takes no body; the policy is on disk");
    }
    if (file == null) {
      throw new HttpError(
          409,
          "no_policy_file",
          "this gateway runs on its own policy; start it with --policy FILE");
    }
    try {
      boolean changed = engine.reload();
      exchange.answer(200, bytes(Map.of("changed", changed)));
    } catch (PenstockException e) {
      if (e.code() != ErrorCode.INVALID_POLICY && e.code() != ErrorCode.PLUGIN_UNUSABLE) {
        throw e;
      }
      history.refused(e);
      exchange.answer(422, bytes(refusal(e)));
    }
  }

  private static Map<String, Object> refusal(PenstockException e) {
    return Map.of(
        "error",
        Map.of(
            "message",
            "the policy is refused, the old one stays in force: " + e.getMessage(),
            "type",
            "invalid_request_error",
            "code",
            e.code()),
        "problems",
        PolicyHistory.problems(e));
  }

  private static byte[] bytes(Object value) {
    return JsonText.of(value).getBytes(StandardCharsets.UTF_8);
  }
}
