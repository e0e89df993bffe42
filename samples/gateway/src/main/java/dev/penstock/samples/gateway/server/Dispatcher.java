package dev.penstock.samples.gateway.server;

import dev.penstock.api.PenstockException;
import dev.penstock.samples.gateway.access.Access;
import dev.penstock.samples.gateway.access.Caller;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint of a request and lets in whoever may ask it. Everything else is refused. */
final class Dispatcher {
  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final int MOST_HEADERS = 100;

  private final Map<String, Map<String, Endpoint>> byPath = new TreeMap<>();
  private final Access access;
  private final ErrorShape errors;
  private final Limits limits;
  private final RequestWatch watch;
  private volatile boolean stopping;

  Dispatcher(
      List<Endpoint> endpoints,
      Access access,
      ErrorShape errors,
      Limits limits,
      RequestWatch watch) {
    for (Endpoint endpoint : endpoints) {
      byPath
          .computeIfAbsent(endpoint.path(), path -> new TreeMap<>())
          .put(endpoint.method(), endpoint);
    }
    this.access = access;
    this.errors = errors;
    this.limits = limits;
    this.watch = watch;
  }

  /** From now on every connection ends with its next answer. */
  void stop() {
    stopping = true;
  }

  void handle(ServerRequest request, ServerResponse response) {
    Peer peer = (Peer) request.remotePeer();
    Exchange exchange = new Exchange(request, response, peer, limits);
    peer.begin(exchange);
    Map<String, Endpoint> methods = methods(exchange.path());
    @Nullable Endpoint endpoint = methods.get(exchange.method());
    exchange.idHeader(shape(endpoint).idHeader());
    try {
      watch.around(exchange, endpoint, () -> handle(exchange, endpoint, methods));
    } finally {
      peer.end();
    }
  }

  private void handle(
      Exchange exchange, @Nullable Endpoint endpoint, Map<String, Endpoint> methods) {
    try {
      if (stopping) {
        exchange.endConnection();
      }
      admit(exchange, endpoint, methods).handler().handle(exchange);
    } catch (CloseConnectionException e) {
      throw e;
    } catch (HttpError e) {
      fail(exchange, endpoint, e);
    } catch (PenstockException e) {
      fail(exchange, endpoint, EngineErrors.of(e));
    } catch (RequestException e) {
      exchange.endConnection();
      fail(exchange, endpoint, DirectErrors.of(e));
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "request " + exchange.id() + " failed", e);
      fail(
          exchange,
          endpoint,
          new HttpError(500, "internal_error", "a mistake of the gateway; see its log"));
    }
  }

  private Map<String, Endpoint> methods(String path) {
    Map<String, Endpoint> methods = byPath.get(path);
    return methods == null
        ? byPath.getOrDefault(path.substring(0, path.lastIndexOf('/') + 1), Map.of())
        : methods;
  }

  private Endpoint admit(
      Exchange exchange, @Nullable Endpoint endpoint, Map<String, Endpoint> methods) {
    if (exchange.headerCount() > MOST_HEADERS) {
      throw new HttpError(
          431, "too_many_headers", "a request may have " + MOST_HEADERS + " headers");
    }
    if (endpoint == null || endpoint.access() != Endpoint.Access.OPEN) {
      @Nullable Caller caller =
          access.caller(exchange.header("authorization"), exchange.header("x-api-key"));
      if (caller == null) {
        throw new HttpError(
            401,
            "unauthenticated",
            "a valid API key is needed: Authorization: Bearer KEY, or x-api-key: KEY");
      }
      exchange.caller(caller);
    }
    if (endpoint == null) {
      throw unknown(exchange, methods);
    }
    if (endpoint.access() == Endpoint.Access.ADMIN && !exchange.caller().admin()) {
      throw new HttpError(403, "forbidden", "this needs an API key for administration");
    }
    if (endpoint.hasBody() && exchange.hasEntity()) {
      checkType(exchange);
    }
    return endpoint;
  }

  private static HttpError unknown(Exchange exchange, Map<String, Endpoint> methods) {
    if (methods.isEmpty()) {
      return new HttpError(404, "not_found", "there is nothing under this path");
    }
    exchange.setHeader("allow", String.join(", ", methods.keySet()));
    return new HttpError(
        405, "method_not_allowed", "this path takes " + String.join(", ", methods.keySet()));
  }

  private static void checkType(Exchange exchange) {
    String type = exchange.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    int semicolon = type.indexOf(';');
    String base = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
    if (!base.equals(Exchange.JSON)) {
      throw new HttpError(
          415, "unsupported_media_type", "the body must be sent as application/json");
    }
    String parameters = semicolon < 0 ? "" : type.substring(semicolon);
    int charset = parameters.indexOf("charset=");
    if (charset >= 0) {
      String name = parameters.substring(charset + "charset=".length()).replace("\"", "").strip();
      if (!name.equals("utf-8") && !name.equals("utf8")) {
        throw new HttpError(415, "unsupported_charset", "the body must be sent in UTF-8");
      }
    }
  }

  private void fail(Exchange exchange, @Nullable Endpoint endpoint, HttpError error) {
    if (exchange.isAnswered()) {
      throw new CloseConnectionException("the answer had begun");
    }
    exchange.fail(error, shape(endpoint).write(error, exchange.id()));
  }

  private ErrorShape shape(@Nullable Endpoint endpoint) {
    return endpoint == null ? errors : endpoint.errors();
  }
}
