package dev.penstock.samples.gateway.server;

import dev.penstock.samples.gateway.access.Access;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listens, and hands requests to endpoints. */
public final class HttpServer implements AutoCloseable {
  /** What is left of the grace for answers that are told to end; of a short grace, a quarter. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /** Bytes that wait in the system for a client that reads slowly. */
  private static final int SEND_BUFFER = 256 * 1024;

  private static final int LONGEST_FIRST_LINE = 4096;

  private final List<Endpoint> endpoints;
  private final Dispatcher dispatcher;
  private final Peers peers;
  private final Room room;
  private final @Nullable TlsWatch tls;
  private final WebServer web;
  private final int port;
  private final Duration grace;

  /**
   * Starts listening.
   *
   * @param address where to listen
   * @param port on which port, 0 for a free one
   * @param tlsFiles the files of TLS, or null for none
   * @param errors how errors are written that belong to no endpoint
   * @param watch is around every request
   * @param grace how long answers may go on when the server is closed
   * @throws IOException if the files of TLS are of no use
   */
  public HttpServer(
      String address,
      int port,
      @Nullable TlsFiles tlsFiles,
      List<Endpoint> endpoints,
      Access access,
      ErrorShape errors,
      Limits limits,
      RequestWatch watch,
      Duration grace)
      throws IOException {
    @Nullable TlsPair pair = tlsFiles == null ? null : TlsPair.read(tlsFiles);
    Tls security = pair == null ? Tls.builder().enabled(false).build() : pair.tls();
    this.endpoints = List.copyOf(endpoints);
    this.grace = grace;
    dispatcher = new Dispatcher(endpoints, access, errors, limits, watch);
    peers = new Peers(limits);
    room = new Room(Descriptors.ofProcess(), peers::closeIdle);
    room.check(limits.connections());
    Http1ConnectionSelector http =
        Http1ConnectionSelector.builder()
            .config(
                Http1Config.builder()
                    .maxHeadersSize(limits.headers())
                    .maxPrologueLength(LONGEST_FIRST_LINE)
                    .sendKeepAliveHeader(false)
                    .build())
            .build();
    DirectHandlers.Builder direct = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      direct.addHandler(type, new DirectErrors(errors));
    }
    web =
        WebServer.builder()
            .host(address)
            .port(port)
            .tls(security)
            .connectionOptions(
                new Arrivals(
                    SocketOptions.builder()
                        .tcpNoDelay(true)
                        .socketSendBufferSize(SEND_BUFFER)
                        .build(),
                    peers,
                    room))
            .addConnectionSelector(new PeerSelector(http, peers))
            .protocolsDiscoverServices(false)
            .featuresDiscoverServices(false)
            .maxTcpConnections(limits.connections())
            .maxPayloadSize(limits.body())
            .shutdownGracePeriod(grace)
            .shutdownHook(false)
            .directHandlers(direct.build())
            .errorHandling(handling -> handling.includeEntity(true))
            .routing((HttpRouting.Builder routing) -> routing.any(dispatcher::handle))
            .build()
            .start();
    this.port = web.port();
    tls = pair == null ? null : new TlsWatch(pair, web::reloadTls);
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** What can be asked. */
  public List<Endpoint> endpoints() {
    return endpoints;
  }

  /** How many connections there are. */
  public int connections() {
    return peers.count();
  }

  /** How many requests are being answered. */
  public int requests() {
    return peers.busy();
  }

  /** Why a changed certificate is not in use, or null. */
  public @Nullable String tlsTrouble() {
    return tls == null ? null : tls.trouble();
  }

  /**
   * Accepts no more connections, lets answers end, tells those that are left shortly before the end
   * of the grace to end, and returns.
   */
  @Override
  public void close() {
    dispatcher.stop();
    room.close();
    if (tls != null) {
      tls.close();
    }
    Thread reminder =
        Thread.ofVirtual()
            .name("end-of-grace")
            .start(
                () -> {
                  try {
                    Thread.sleep(grace.minus(lastWords()));
                    peers.abortAll(Abort.STOPPING);
                  } catch (InterruptedException e) {
                    // everything has ended before
                  }
                });
    web.stop();
    reminder.interrupt();
    peers.close();
  }

  private Duration lastWords() {
    Duration quarter = grace.dividedBy(4);
    return quarter.compareTo(LAST_WORDS) < 0 ? quarter : LAST_WORDS;
  }
}
