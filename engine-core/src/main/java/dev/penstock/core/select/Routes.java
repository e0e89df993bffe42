package dev.penstock.core.select;

import dev.penstock.api.chat.Metadata;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.api.policy.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes in order; the first whose condition holds is taken. */
public final class Routes {
  private final List<RouteSpec> routes;

  /** Routes in the order of a policy. */
  public Routes(List<RouteSpec> routes) {
    this.routes = routes;
  }

  /** The route of a request; null if none fits. */
  public @Nullable RouteSpec match(Metadata metadata, Classified classified) {
    for (RouteSpec route : routes) {
      When when = route.when();
      if (when == null || holds(when, metadata, classified)) {
        return route;
      }
    }
    return null;
  }

  private static boolean holds(When when, Metadata metadata, Classified classified) {
    return allows(when.tier(), classified.tier())
        && allows(when.intent(), classified.intent())
        && allows(when.priority(), metadata.priority())
        && allows(when.tenant(), metadata.tenant())
        && (when.tag() == null || when.tag().stream().anyMatch(metadata.tags()::contains));
  }

  private static <T> boolean allows(@Nullable List<T> values, @Nullable T value) {
    return values == null || (value != null && values.contains(value));
  }
}
