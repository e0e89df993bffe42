package dev.penstock.testkit.server;

/** Decides what a {@link ScriptedServer} answers. Called from many threads at once. */
@FunctionalInterface
public interface Script {
  /**
   * The reply to one request. What it throws is answered with status 500 and the code {@code
   * script_failed}.
   */
  Reply reply(Exchange exchange);

  /** Gives the replies in order and repeats the last one for ever. */
  static Script inOrder(Reply... replies) {
    Reply[] copy = replies.clone();
    if (copy.length == 0) {
      throw new IllegalArgumentException("a script needs at least one reply");
    }
    return exchange -> copy[Math.min(exchange.number(), copy.length) - 1];
  }
}
