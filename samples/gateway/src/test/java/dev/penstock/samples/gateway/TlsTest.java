package dev.penstock.samples.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Engine;
import dev.penstock.samples.gateway.access.KeyFile;
import dev.penstock.samples.gateway.server.Limits;
import dev.penstock.samples.gateway.server.TlsFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String POLICY =
      """
      version: 1
      providers: {demo: {plugin: simulated, latency: 1ms, tokens-per-second: 2000}}
      models:
        m: {provider: demo, tiers: [all], context-window: 64k, price: {input: 1, output: 2}}
      tiers: [all]
      routes: [{name: all, models: any, rank: cheapest}]
      """;

  @TempDir private Path folder;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private Certificates pairs;
  private String key;

  @BeforeEach
  void make() throws Exception {
    pairs = new Certificates(folder).make("one");
    key = KeyFile.create(folder.resolve("keys"), "shop", null, false, null);
  }

  private Gateway gateway(@Nullable Path clientCa) throws IOException {
    return gateway(clientCa, Limits.DEFAULT);
  }

  private Gateway gateway(@Nullable Path clientCa, Limits limits) throws IOException {
    return started(new TlsFiles(pairs.certificate("one"), pairs.key("one"), clientCa), limits);
  }

  private Gateway started(TlsFiles files, Limits limits) throws IOException {
    GatewayOptions plain = GatewayOptions.onLoopback(0, folder.resolve("keys"));
    return Gateway.start(
        Engine.builder().policy(POLICY),
        new GatewayOptions(
            null,
            plain.address(),
            0,
            files,
            plain.keys(),
            limits,
            Duration.ZERO,
            Duration.ofSeconds(1),
            plain.replayBytes(),
            plain.replayLifetime()));
  }

  private HttpClient client(String shown, String... protocols) throws Exception {
    HttpClient.Builder client =
        HttpClient.newBuilder().sslContext(pairs.client(shown, seen)).connectTimeout(PATIENCE);
    if (protocols.length > 0) {
      SSLParameters parameters = new SSLParameters();
      parameters.setProtocols(protocols);
      client.sslParameters(parameters);
    }
    return client.build();
  }

  private HttpResponse<String> ask(Gateway gateway, HttpClient client, String fields)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(
                URI.create("https://127.0.0.1:" + gateway.port() + "/v1/chat/completions"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Door.chat(fields)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void answersWholeAndAsAStream() throws Exception {
    try (Gateway gateway = gateway(null);
        HttpClient client = client("")) {
      HttpResponse<String> whole = ask(gateway, client, "");
      assertThat(whole.statusCode()).as(whole.body()).isEqualTo(200);
      assertThat(whole.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(ask(gateway, client, "\"stream\":true").body()).contains("data: [DONE]");
      assertThat(seen).contains("CN=one");
    }
  }

  @Test
  void speaksTheVersionBeforeToo() throws Exception {
    try (Gateway gateway = gateway(null);
        HttpClient client = client("", "TLSv1.2")) {
      HttpResponse<String> whole = ask(gateway, client, "");
      assertThat(whole.statusCode()).isEqualTo(200);
      assertThat(whole.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.2");
    }
  }

  @Test
  void aChangedPairIsUsedAndNoConnectionIsDropped() throws Exception {
    pairs.make("two", "-keyalg", "RSA", "-keysize", "2048");
    try (Gateway gateway = gateway(null);
        Socket before = connect(gateway)) {
      assertThat(healthOver(before)).startsWith("HTTP/1.1 200");

      Certificates.replace(pairs.certificate("one"), pairs.certificate("two"));
      assertThat(Door.soon(() -> gateway.tlsTrouble() != null)).isTrue();
      assertThat(gateway.tlsTrouble()).contains("one.key");
      assertThat(shownBy(gateway)).isEqualTo("CN=one");

      Certificates.replace(pairs.key("one"), pairs.key("two"));
      assertThat(Door.soon(() -> shownBy(gateway).equals("CN=two"))).isTrue();
      assertThat(gateway.tlsTrouble()).isNull();
      assertThat(healthOver(before)).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void aBrokenPairChangesNothingUntilItIsMended() throws Exception {
    String whole = Files.readString(pairs.key("one"));
    try (Gateway gateway = gateway(null)) {
      Files.writeString(pairs.key("one"), whole.substring(0, whole.length() / 2));
      assertThat(Door.soon(() -> gateway.tlsTrouble() != null)).isTrue();
      assertThat(gateway.tlsTrouble()).contains("one.key").doesNotContain(whole.substring(30, 60));
      assertThat(shownBy(gateway)).isEqualTo("CN=one");

      Files.writeString(pairs.key("one"), whole);
      assertThat(Door.soon(() -> gateway.tlsTrouble() == null)).isTrue();
      assertThat(shownBy(gateway)).isEqualTo("CN=one");
    }
  }

  @Test
  void aClientMayHaveToShowACertificate() throws Exception {
    pairs.make("known").make("stranger");
    try (Gateway gateway = gateway(pairs.certificate("known"));
        HttpClient known = client("known");
        HttpClient stranger = client("stranger");
        HttpClient nobody = client("")) {
      assertThat(ask(gateway, known, "").statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> ask(gateway, stranger, "")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ask(gateway, nobody, "")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whoSpeaksNoTlsIsLetGo() throws Exception {
    try (Gateway gateway = gateway(null);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));

      assertThat(new String(socket.getInputStream().readAllBytes(), US_ASCII))
          .doesNotContain("HTTP/1.1");
      assertThat(shownBy(gateway)).isEqualTo("CN=one");
    }
  }

  @Test
  void whoSaysNothingIsLetGo() throws Exception {
    try (Gateway gateway = gateway(null, limits(Duration.ofMillis(300), Duration.ofSeconds(30)));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  /** TLS says farewell before it closes, which such a client would not read either. */
  @Test
  void whoDoesNotReadIsLetGoAndHoldsUpNobody() throws Exception {
    try (Gateway gateway = gateway(null, limits(Duration.ofSeconds(1), Duration.ofMillis(300)));
        Socket deaf = connect(gateway)) {
      String models =
          "GET /v1/models HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + key + "\r\n\r\n";
      Thread asking =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      OutputStream out = deaf.getOutputStream();
                      for (int i = 0; i < 200_000; i++) {
                        out.write(models.getBytes(US_ASCII));
                      }
                    } catch (IOException e) {
                      // it was let go
                    }
                  });

      assertThat(asking.join(PATIENCE)).isTrue();
      assertThat(Door.soon(() -> gateway.connections() == 0)).isTrue();
      try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
        silent.setSoTimeout((int) PATIENCE.toMillis());
        assertThat(silent.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void filesOfNoUseAreToldAtTheStart() throws Exception {
    pairs.make("two");
    String old = Files.readString(pairs.key("two")).replace("PRIVATE KEY", "EC PRIVATE KEY");
    Files.writeString(folder.resolve("old.key"), old);

    assertThatThrownBy(() -> start("one.crt", "two.key"))
        .hasMessageContaining("two.key is not that of the certificate in");
    assertThatThrownBy(() -> start("one.crt", "old.key")).hasMessageContaining("openssl pkcs8");
    assertThatThrownBy(() -> start("one.key", "one.key"))
        .hasMessageContaining("one.key holds no certificates");
    assertThatThrownBy(() -> start("none.crt", "one.key")).hasMessageContaining("none.crt");
  }

  private void start(String certificate, String secret) throws IOException {
    started(new TlsFiles(folder.resolve(certificate), folder.resolve(secret), null), Limits.DEFAULT)
        .close();
  }

  private static Limits limits(Duration idle, Duration write) {
    Limits usual = Limits.DEFAULT;
    return new Limits(
        usual.body(),
        usual.headers(),
        usual.connections(),
        usual.upload(),
        idle,
        write,
        usual.duration());
  }

  private Socket connect(Gateway gateway) throws Exception {
    SSLContext context = pairs.client("", seen);
    Socket socket =
        context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  private static String healthOver(Socket socket) throws IOException {
    socket.getOutputStream().write("GET /health HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
    StringBuilder answer = new StringBuilder();
    while (!answer.toString().endsWith("}")) {
      int next = socket.getInputStream().read();
      assertThat(next).isNotNegative();
      answer.append((char) next);
    }
    return answer.toString();
  }

  /** Whose certificate a new connection is shown. */
  private String shownBy(Gateway gateway) {
    try (Socket socket = connect(gateway)) {
      seen.clear();
      healthOver(socket);
      return seen.getFirst();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
