package dev.penstock.testkit.server;

import dev.penstock.api.money.Usage;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What a server billed, by model and by request. */
final class Bill {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Sum> sums = new TreeMap<>();

  /** The tokens of a whole reply, or null if it costs nothing; four characters are a token. */
  static @Nullable Usage of(Exchange exchange, Reply content) {
    return switch (content) {
      case Reply.Answer answer ->
          answer.usage() == null ? counted(exchange, answer.text().length()) : answer.usage();
      case Reply.Vectors vectors ->
          vectors.usage() == null ? counted(exchange, 0) : vectors.usage();
      case Reply.Models m -> null;
      case Reply.Failure f -> null;
      case Reply.Body b -> null;
      case Reply.Raw r -> null;
      case Reply.Stall s -> null;
      case Altered altered -> throw new IllegalStateException("not unwrapped");
    };
  }

  private static Usage counted(Exchange exchange, int textLength) {
    return Usage.of((exchange.bodyBytes() + 3L) / 4, (textLength + 3L) / 4);
  }

  /** Bills a request this in all, in place of what it was billed before. */
  void set(Exchange exchange, Usage usage) {
    lock.lock();
    try {
      Sum sum = sums.computeIfAbsent(exchange.model(), model -> new Sum());
      sum.add(exchange.billed(), -1);
      sum.add(usage, 1);
      exchange.billed(usage);
    } finally {
      lock.unlock();
    }
  }

  Map<String, Usage> sums() {
    lock.lock();
    try {
      Map<String, Usage> all = new TreeMap<>();
      sums.forEach((model, sum) -> all.put(model, sum.usage()));
      return all;
    } finally {
      lock.unlock();
    }
  }

  private static final class Sum {
    private final long[] tokens = new long[6];
    private boolean estimated;

    void add(Usage usage, long sign) {
      long[] more = {
        usage.uncachedInput(),
        usage.cacheRead(),
        usage.cacheWrite5m(),
        usage.cacheWriteOther(),
        usage.output(),
        usage.reasoning()
      };
      for (int i = 0; i < more.length; i++) {
        tokens[i] = Math.addExact(tokens[i], sign * more[i]);
      }
      estimated |= usage.estimated();
    }

    Usage usage() {
      return new Usage(tokens[0], tokens[1], tokens[2], tokens[3], tokens[4], tokens[5], estimated);
    }
  }
}
