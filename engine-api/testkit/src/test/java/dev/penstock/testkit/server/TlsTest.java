package dev.penstock.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateExpiredException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

final class TlsTest {
  @Test
  void servesThoseWhoTrustIt() throws Exception {
    TestCertificate certificate = TestCertificate.valid();
    try (ScriptedServer server = serve(certificate)) {
      assertThat(server.baseUrl()).hasScheme("https");
      assertThat(ask(server, certificate.trustingContext()).body()).isEqualTo("{}");
      assertThatThrownBy(() -> ask(server, SSLContext.getDefault()))
          .isInstanceOf(SSLHandshakeException.class);
      assertThat(ask(server, certificate.trustingContext()).statusCode()).isEqualTo(200);
      assertThat(server.exchanges()).hasSize(2);
    }
  }

  @Test
  void showsAnExpiredCertificate() throws Exception {
    TestCertificate certificate = TestCertificate.expired();
    try (ScriptedServer server = serve(certificate)) {
      assertThatThrownBy(() -> ask(server, certificate.trustingContext()))
          .isInstanceOf(SSLHandshakeException.class)
          .hasRootCauseInstanceOf(CertificateExpiredException.class);
    }
  }

  @Test
  void showsACertificateOfAnotherHost() throws Exception {
    TestCertificate certificate = TestCertificate.ofAnotherHost();
    try (ScriptedServer server = serve(certificate)) {
      assertThatThrownBy(() -> ask(server, certificate.trustingContext()))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("127.0.0.1");
      assertThat(server.exchanges()).isEmpty();
    }
  }

  private static ScriptedServer serve(TestCertificate certificate) {
    return ScriptedServer.openAi().tls(certificate).start(exchange -> Reply.json("{}"));
  }

  private static HttpResponse<String> ask(ScriptedServer server, SSLContext context)
      throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.baseUrl() + "/models")).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
