package dev.penstock.system;

import static dev.penstock.api.explain.Availability.State.CLOSED;
import static dev.penstock.api.explain.Availability.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.penstock.testkit.server.Reply;
import dev.penstock.testkit.server.ScriptedServer;
import dev.penstock.testkit.server.TestCertificate;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Row U9: a connection that is not to be trusted. */
class TlsRowsTest {
  private static final String STORE = "javax.net.ssl.trustStore";
  private static final List<String> PROPERTIES = List.of(STORE, STORE + "Password");
  private static final String HELLO = "Hello from the first";

  private static final TestCertificate VALID = TestCertificate.valid();
  private static final TestCertificate EXPIRED = TestCertificate.expired();
  private static final TestCertificate OF_ANOTHER_HOST = TestCertificate.ofAnotherHost();

  @TempDir private Path folder;

  /** What is wrong with the certificate that the server shows. */
  enum Shown {
    EXPIRED,
    OF_ANOTHER_HOST,
    OF_NOBODY_KNOWN
  }

  private void trust(TestCertificate certificate) {
    Path file = folder.resolve("trusted");
    certificate.writeTrustStore(file, "changeit");
    System.setProperty(STORE, file.toString());
    System.setProperty(STORE + "Password", "changeit");
  }

  @AfterEach
  void trustAsUsual() {
    PROPERTIES.forEach(System::clearProperty);
  }

  private static Desk desk(TestCertificate certificate) {
    return Desk.of(Wire.OPENAI, Reply.stall())
        .firstOn(ScriptedServer.openAi().tls(certificate).start(e -> Reply.text(HELLO, Desk.USED)))
        .open();
  }

  @ParameterizedTest
  @DisplayName("U9 a certificate that is as it should be")
  @EnumSource
  void talksToAServerThatItCanTrust(Mode mode) {
    trust(VALID);
    try (Desk desk = desk(VALID)) {
      desk.ask(mode).answered("small", HELLO).exact(1, Desk.USED);
      desk.calls(1, 0).is(CLOSED).alerted();
    }
  }

  static Stream<Arguments> wrong() {
    return Stream.of(Shown.values())
        .flatMap(shown -> Stream.of(Mode.values()).map(mode -> arguments(shown, mode)));
  }

  @ParameterizedTest
  @DisplayName("U9 a wrong certificate: a peer is asked, a person told, shut at once, nothing sent")
  @MethodSource("wrong")
  void doesNotTalkToAServerThatItCannotTrust(Shown shown, Mode mode) {
    TestCertificate certificate =
        switch (shown) {
          case EXPIRED -> EXPIRED;
          case OF_ANOTHER_HOST -> OF_ANOTHER_HOST;
          case OF_NOBODY_KNOWN -> VALID;
        };
    if (shown != Shown.OF_NOBODY_KNOWN) {
      trust(certificate);
    }
    try (Desk desk = desk(certificate)) {
      desk.ask(mode).answered("large", Desk.HELLO).voided(1, "tls-failed");
      desk.is(OPEN).alerted("first").ask(mode).asked("large");
      desk.calls(0, 2);
      assertThat(desk.firstServer().connectionsOpened()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @DisplayName("U9 a server without TLS under https: a peer is asked, no downgrade")
  @EnumSource
  void doesNotFallBackToPlainText(Mode mode) {
    try (ScriptedServer plain = ScriptedServer.openAi(e -> Reply.text(HELLO));
        Desk desk =
            Desk.of(Wire.OPENAI, Reply.stall())
                .firstAt(URI.create("https://127.0.0.1:" + plain.port() + "/v1"))
                .deadlines("connect: 200ms")
                .open()) {
      desk.ask(mode).answered("large", Desk.HELLO).voided(1, "connect-timeout");
      assertThat(plain.exchanges()).isEmpty();
    }
  }
}
