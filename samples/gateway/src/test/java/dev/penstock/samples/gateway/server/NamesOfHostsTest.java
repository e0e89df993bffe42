package dev.penstock.samples.gateway.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class NamesOfHostsTest {
  @Test
  void anAddressHasNoNameAndANameHasAnAddress() throws UnknownHostException {
    assertThat(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}).getHostName())
        .isEqualTo("127.0.0.1");
    assertThat(InetAddress.getByName("localhost").isLoopbackAddress()).isTrue();
    assertThatThrownBy(() -> InetAddress.getAllByName("no such host"))
        .isInstanceOf(UnknownHostException.class);
  }
}
