package dev.penstock.provider.wire;

/**
 * Reads an IPv4 address in every spelling that inet_aton(3) takes: one to four parts, each decimal,
 * octal or hexadecimal. A resolver may take any of them for an address.
 */
final class Ipv4Spelling {
  private Ipv4Spelling() {}

  static boolean isNumber(String label) {
    return number(label) >= 0 || label.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The address as an unsigned number, or -1. */
  static long parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length > 4) {
      return -1;
    }
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      int bits = last ? 8 * (5 - parts.length) : 8;
      long part = number(parts[i]);
      if (part < 0 || part >>> bits != 0) {
        return -1;
      }
      address = address << bits | part;
    }
    return address;
  }

  private static long number(String part) {
    boolean hex = part.startsWith("0x");
    boolean octal = !hex && part.length() > 1 && part.startsWith("0");
    String digits = hex ? part.substring(2) : part;
    if (digits.isEmpty() || digits.length() > 16) {
      return hex && digits.isEmpty() ? 0 : -1;
    }
    try {
      return Long.parseUnsignedLong(digits, hex ? 16 : octal ? 8 : 10);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
