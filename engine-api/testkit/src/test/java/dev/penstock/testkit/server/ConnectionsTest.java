package dev.penstock.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectionsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void tellsAScriptWhichConnectionAndRequestItIs() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.openAi(
                e -> Reply.json("<" + e.connection() + "." + e.requestOnConnection() + ">"));
        RawClient first = new RawClient(server);
        RawClient second = new RawClient(server)) {
      assertThat(first.ask(RawClient.QUESTION).upTo(">")).endsWith("<1.1>");
      assertThat(first.ask(RawClient.QUESTION).upTo(">")).endsWith("<1.2>");
      assertThat(second.ask(RawClient.QUESTION).upTo(">")).endsWith("<2.1>");
    }
  }

  @Test
  void refusesConnections() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.openAi().refuse(number -> number == 1).start(e -> Reply.json("{}"));
        RawClient refused = new RawClient(server);
        RawClient served = new RawClient(server)) {
      assertThatThrownBy(refused::rest)
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
      assertThat(served.ask(RawClient.QUESTION).upTo("{}")).startsWith("HTTP/1.1 200");
      assertThat(server.exchanges()).hasSize(1);
    }
  }

  @Test
  void endsAThousandStalledConnectionsWhenClosed() throws Exception {
    List<RawClient> clients = new ArrayList<>();
    ScriptedServer server =
        ScriptedServer.openAi(
            Script.inOrder(Reply.stall(), Reply.text("x").after(Duration.ofHours(1))));
    try (server) {
      for (int i = 0; i < 1_000; i++) {
        clients.add(new RawClient(server).ask(RawClient.QUESTION));
      }
      server.awaitExchange(1_000, SOON);
    }
    try {
      for (Exchange exchange : server.exchanges()) {
        assertThat(exchange.awaitClientGone(SOON)).isTrue();
      }
      for (RawClient client : clients) {
        assertThat(client.rest()).isEmpty();
      }
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void hasPortsThatRefuse() throws Exception {
    try (DeadPort port = DeadPort.refusing();
        Socket socket = new Socket()) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port());
      assertThatThrownBy(() -> socket.connect(address, 5_000)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void hasPortsThatNeverAnswer() throws Exception {
    try (DeadPort port = DeadPort.silent();
        Socket socket = new Socket()) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port.port());
      assertThatThrownBy(() -> socket.connect(address, 100))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }
}
