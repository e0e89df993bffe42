package dev.penstock.spi.store;

/** Tells when a row is kept as safely as the store's settings promise. */
public interface Receipt {
  /** The receipt of a store that promises no more than the life of its process. */
  Receipt KEPT = () -> {};

  /**
   * Waits until the row is kept.
   *
   * @throws StoreException if it will never be
   */
  void await() throws InterruptedException;
}
