package dev.penstock.api.report;

/**
 * A limit on a count.
 *
 * @param limit the most
 * @param used what was used
 * @param held what running requests may yet use
 * @param left what is neither used nor held
 */
public record CountState(long limit, long used, long held, long left) {
  /** The state of a limit with so much used and held. */
  public static CountState of(long limit, long used, long held) {
    return new CountState(limit, used, held, limit - used - held);
  }
}
