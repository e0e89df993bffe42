package dev.penstock.samples.gateway.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/**
 * Finds addresses as ever, but no names of addresses: Helidon asks for that of each client that
 * comes with TLS, and a slow name server would hold all of them up.
 */
public final class NamesOfHosts extends InetAddressResolverProvider {
  /** For the JDK, which looks for it as a service. */
  public NamesOfHosts() {}

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver usual = configuration.builtinResolver();
    return new InetAddressResolver() {
      @Override
      public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
          throws UnknownHostException {
        return usual.lookupByName(host, policy);
      }

      @Override
      public String lookupByAddress(byte[] address) throws UnknownHostException {
        return InetAddress.getByAddress(address).getHostAddress();
      }
    };
  }

  @Override
  public String name() {
    return "gateway";
  }
}
