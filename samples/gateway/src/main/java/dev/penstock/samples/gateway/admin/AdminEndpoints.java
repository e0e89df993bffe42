package dev.penstock.samples.gateway.admin;

import dev.penstock.api.Engine;
import dev.penstock.samples.gateway.openai.ChatExplain;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.Endpoint;
import dev.penstock.samples.gateway.server.ErrorShape;
import dev.penstock.samples.gateway.server.Handler;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that is for administration. */
public final class AdminEndpoints {
  private AdminEndpoints() {}

  /**
   * The endpoints of a gateway.
   *
   * @param file the file of its policy, or null if it has none
   */
  public static List<Endpoint> of(
      Engine engine,
      GatewayState gateway,
      @Nullable Path file,
      PolicyHistory history,
      Supplier<PolicyNames> names,
      InstantSource clock,
      ErrorShape errors) {
    PolicyAdmin policy = new PolicyAdmin(engine, file, history);
    return List.of(
        admin("GET", "policy", policy::show, errors),
        admin("POST", "reload", policy::reload, errors),
        admin("GET", "report", new Reports(engine), errors),
        admin("GET", "state", new State(engine, gateway, history, clock), errors),
        admin("POST", "explain", new ChatExplain(engine, names), errors));
  }

  private static Endpoint admin(String method, String name, Handler handler, ErrorShape errors) {
    return new Endpoint(method, "/admin/" + name, Endpoint.Access.ADMIN, errors, handler);
  }
}
