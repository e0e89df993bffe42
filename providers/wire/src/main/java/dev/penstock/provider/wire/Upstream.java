package dev.penstock.provider.wire;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure.Phase;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * The HTTP client of one provider instance: one pool, one host, no redirects, no retries, no
 * cookies, no compression. All that is the same for every call is made here once.
 */
public final class Upstream implements AutoCloseable {
  /** The check takes a millisecond; a connection in steady use is spared it. */
  private static final TimeValue CHECK_AFTER_IDLE = TimeValue.ofMilliseconds(100);

  private static final Timeout LONGEST_IDLE = Timeout.ofSeconds(60);

  /** The watch ends the wait for a free connection at the call's own deadline. */
  private static final Timeout LONGEST_WAIT = Timeout.ofDays(1);

  private static final TimeValue LONGEST_LIFE = TimeValue.ofMinutes(30);

  private final HttpHost host;
  private final URI base;
  private final Header[] headers;
  private final RequestConfig config;
  private final PoolingHttpClientConnectionManager pool;
  private final CloseableHttpClient client;
  private final LongSupplier ticker;
  private final CallWatch watch;
  private final long longestSilence;

  /**
   * Opens nothing yet; connections come with the calls.
   *
   * @param maxConnections how many calls may run at once
   * @param headers what every request carries besides what the client sets itself
   */
  public Upstream(
      BaseUrl url, int maxConnections, List<RequestHeader> headers, PluginContext context) {
    host = new HttpHost(url.scheme(), url.host(), url.port());
    base = URI.create(host.toURI() + url.path());
    this.headers = headers(headers);
    Timeout connect = Timeout.of(context.connectTimeout());
    pool = pool(maxConnections, connect);
    config =
        RequestConfig.custom()
            .setConnectionRequestTimeout(LONGEST_WAIT)
            .setRedirectsEnabled(false)
            .build();
    client = HttpClients.createMinimal(pool);
    ticker = context.ticker();
    watch = new CallWatch(context.instance(), ticker);
    longestSilence = context.idleTimeout().toNanos();
  }

  /** The address of an endpoint, whose path begins with a slash. */
  public URI endpoint(String path) {
    return URI.create(base + path);
  }

  /**
   * Sends a request for an answer and waits for the head of the response.
   *
   * @return an open response, which must be closed
   * @throws ProviderException if there is none
   */
  public UpstreamResponse post(URI endpoint, RequestBody body, ProviderCall call, CallLabel label)
      throws ProviderException {
    return post(endpoint, body, call.timeout(), label, Limits.body(call));
  }

  /**
   * Sends any other request and waits for the head of the response.
   *
   * @return an open response, which must be closed
   * @throws ProviderException if there is none
   */
  public UpstreamResponse post(URI endpoint, RequestBody body, Duration timeout, CallLabel label)
      throws ProviderException {
    return post(endpoint, body, timeout, label, Limits.BODY);
  }

  private UpstreamResponse post(
      URI endpoint, RequestBody body, Duration timeout, CallLabel label, int largest)
      throws ProviderException {
    if (Thread.currentThread().isInterrupted()) {
      throw label.failure(FailureKind.CANCELLED, Phase.NOT_RUN, "was interrupted before it began");
    }
    HttpUriRequestBase request = new HttpUriRequestBase("POST", endpoint);
    request.setHeaders(headers);
    request.setConfig(config);
    request.setEntity(body);
    RunningCall call =
        new RunningCall(request, ticker.getAsLong() + timeout.toNanos(), longestSilence);
    call.waiting(Thread.currentThread());
    watch.add(call);
    NameLookup.isFor(call);
    try {
      ClassicHttpResponse response = client.executeOpen(host, request, HttpClientContext.create());
      return new UpstreamResponse(response, call, watch, ticker, label, largest);
    } catch (IOException | RuntimeException e) {
      watch.remove(call);
      throw TransportFailures.of(e, call, body.sent(), label);
    } finally {
      NameLookup.isFor(null);
    }
  }

  /** Ends the calls that run, and all connections. */
  @Override
  public void close() {
    watch.close();
    client.close(CloseMode.IMMEDIATE);
  }

  private static Header[] headers(List<RequestHeader> further) {
    List<Header> headers = new ArrayList<>();
    headers.add(new BasicHeader("Accept", "application/json, text/event-stream"));
    headers.add(new BasicHeader("User-Agent", "penstock"));
    for (RequestHeader header : further) {
      headers.add(new BasicHeader(header.name(), header.value(), header.sensitive()));
    }
    return headers.toArray(Header[]::new);
  }

  private static PoolingHttpClientConnectionManager pool(int connections, Timeout connectTimeout) {
    Http1Config http =
        Http1Config.custom()
            .setBufferSize(16 * 1024)
            .setMaxLineLength(Limits.HEADER_LINE)
            .setMaxHeaderCount(Limits.HEADER_COUNT)
            .build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(http).build())
        .setDnsResolver(new NameLookup(SystemDefaultDnsResolver.INSTANCE, connectTimeout))
        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.STRICT)
        .setMaxConnTotal(connections)
        .setMaxConnPerRoute(connections)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(connectTimeout)
                .setSocketTimeout(Timeout.DISABLED)
                .setValidateAfterInactivity(CHECK_AFTER_IDLE)
                .setIdleTimeout(LONGEST_IDLE)
                .setTimeToLive(LONGEST_LIFE)
                .build())
        .build();
  }
}
