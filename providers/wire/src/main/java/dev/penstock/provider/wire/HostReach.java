package dev.penstock.provider.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How far away a host is, by the spelling of its name or address. */
enum HostReach {
  /** This machine. */
  LOOPBACK,
  /** The link, where clouds keep their metadata servers. */
  LINK_LOCAL,
  /** A private network, or an address that embeds another one or is of no use here. */
  PRIVATE,
  /** Anywhere else; a name may still resolve to anything. */
  PUBLIC,
  /** Not a host. */
  INVALID;

  private static final Pattern NAME =
      Pattern.compile("(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\\.)*[a-z0-9_-]{1,63}\\.?");
  private static final Set<String> METADATA_NAMES =
      Set.of("metadata", "metadata.google.internal", "instance-data", "instance-data.ec2.internal");

  /** IANA's special-purpose networks but loopback and link-local. */
  private static final List<String> SPECIAL =
      List.of(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3");

  /** Expects lower case, an IPv6 address in brackets. */
  static HostReach of(String host) {
    if (host.startsWith("[")) {
      return ofIpv6(host);
    }
    if (!NAME.matcher(host).matches() || host.length() > 253) {
      return INVALID;
    }
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (Ipv4Spelling.isNumber(last)) {
      long address = Ipv4Spelling.parse(name);
      return address < 0 ? INVALID : ofIpv4((int) address);
    }
    if (name.equals("localhost") || name.endsWith(".localhost")) {
      return LOOPBACK;
    }
    return METADATA_NAMES.contains(name) ? LINK_LOCAL : PUBLIC;
  }

  private static HostReach ofIpv4(int address) {
    if (within("127.0.0.0/8", address)) {
      return LOOPBACK;
    }
    if (within("169.254.0.0/16", address)) {
      return LINK_LOCAL;
    }
    return SPECIAL.stream().anyMatch(network -> within(network, address)) ? PRIVATE : PUBLIC;
  }

  private static boolean within(String network, int address) {
    int slash = network.indexOf('/');
    int begin = (int) Ipv4Spelling.parse(network.substring(0, slash));
    int bits = Integer.parseInt(network.substring(slash + 1));
    return (begin ^ address) >>> (32 - bits) == 0;
  }

  @SuppressWarnings("AddressSelection") // a literal in brackets is never looked up
  private static HostReach ofIpv6(String bracketed) {
    InetAddress address;
    try {
      address = InetAddress.getByName(bracketed);
    } catch (UnknownHostException e) {
      return INVALID;
    }
    int first = ByteBuffer.wrap(address.getAddress()).getInt();
    if (address instanceof Inet4Address) {
      return ofIpv4(first);
    }
    if (address.isLoopbackAddress()) {
      return LOOPBACK;
    }
    if (address.isLinkLocalAddress()) {
      return LINK_LOCAL;
    }
    boolean globalUnicast = (first >>> 29) == 1;
    boolean embeds = (first >>> 16) == 0x2002 || first == 0x2001_0000;
    return globalUnicast && !embeds ? PUBLIC : PRIVATE;
  }
}
