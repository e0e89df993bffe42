package dev.penstock.spi;

/** Says how hard a question is and what it is about. Called from many threads at once. */
public interface Classifier extends AutoCloseable {
  /** Classifies; {@link Classification#noSignal} is an honest answer. */
  Classification classify(ClassifierInput input);

  /** Called once, when the policy that uses it is gone. */
  @Override
  void close();
}
