package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Keeps the bill of one request while its reply is written. */
final class Meter {
  private final Bill bill;
  private final Exchange exchange;
  private final @Nullable Usage usage;
  private final @Nullable WireText stream;
  private int pieces;
  private long served;
  private long whole;
  private Usage before = Usage.NONE;

  /**
   * A meter for a reply.
   *
   * @param usage the tokens of the whole reply, or null if it costs nothing
   * @param stream the body whose pieces are billed one by one, or null to bill the output at once
   */
  Meter(Bill bill, Exchange exchange, @Nullable Usage usage, @Nullable WireText stream) {
    this.bill = bill;
    this.exchange = exchange;
    this.usage = usage;
    this.stream = stream;
    for (int i = 0; stream != null && i < stream.pieces(); i++) {
      whole += stream.pieceSize(i);
    }
  }

  /** The prompt is accepted. */
  void accepted() {
    if (usage != null) {
      bill.set(exchange, withOutput(usage, 0, 0));
    }
  }

  /** The head and the wire's own body up to here are about to be written. */
  void writing(int bodyBytes) {
    before = exchange.billed();
    if (usage == null) {
      return;
    }
    if (stream == null) {
      bill.set(exchange, usage);
      return;
    }
    while (pieces < stream.pieces() && stream.pieceEnd(pieces) <= bodyBytes) {
      served += stream.pieceSize(pieces++);
    }
    if (whole == 0) {
      bill.set(exchange, share(usage, bodyBytes, stream.length()));
    } else {
      bill.set(exchange, share(usage, served, whole));
    }
  }

  /** What was said last could not be written. */
  void failed() {
    if (usage != null && stream != null) {
      bill.set(exchange, before);
    }
  }

  /** Reasoning comes before the first piece, so it is billed with it. */
  private static Usage share(Usage usage, long part, long whole) {
    if (part == whole) {
      return usage;
    }
    if (part == 0) {
      return withOutput(usage, 0, 0);
    }
    BigInteger said = BigInteger.valueOf(usage.output() - usage.reasoning());
    BigInteger[] quotient =
        said.multiply(BigInteger.valueOf(part)).divideAndRemainder(BigInteger.valueOf(whole));
    long roundedUp = quotient[0].longValueExact() + quotient[1].signum();
    return withOutput(usage, usage.reasoning() + roundedUp, usage.reasoning());
  }

  private static Usage withOutput(Usage usage, long output, long reasoning) {
    return new Usage(
        usage.uncachedInput(),
        usage.cacheRead(),
        usage.cacheWrite5m(),
        usage.cacheWriteOther(),
        output,
        reasoning,
        usage.estimated());
  }
}
