package dev.penstock.samples.gateway.server;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/** Takes every connection for HTTP/1.1; what is none is told so by the one who reads it. */
final class PeerSelector implements ServerConnectionSelector {
  private final ServerConnectionSelector http;
  private final Peers peers;

  PeerSelector(ServerConnectionSelector http, Peers peers) {
    this.http = http;
    this.peers = peers;
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    Peer peer = new Peer(context);
    peers.identified(peer);
    return new PeerConnection(http.connection(new PeerContext(context, peer)), peer, peers);
  }
}
