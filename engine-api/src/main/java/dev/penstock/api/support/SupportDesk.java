package dev.penstock.api.support;

import dev.penstock.api.Engine;
import java.time.InstantSource;
import java.util.Objects;

/** Answers questions of customers by an engine. Thread-safe. */
public final class SupportDesk {
  private final Engine engine;
  private final String tenant;
  private final InstantSource clock;

  /**
   * A desk on an engine, which stays the caller's to close.
   *
   * @param tenant whose desk it is
   */
  public SupportDesk(Engine engine, String tenant) {
    this(engine, tenant, InstantSource.system());
  }

  /** The same with another clock for timestamps. */
  public SupportDesk(Engine engine, String tenant, InstantSource clock) {
    this.engine = Objects.requireNonNull(engine, "engine");
    this.tenant = Objects.requireNonNull(tenant, "tenant");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Answers a question, or says that a person must.
   *
   * @throws dev.penstock.api.PenstockException if it is refused, or every candidate failed
   * @throws IllegalArgumentException if its metadata make no request
   */
  public CustomerAnswer answer(CustomerQuery query) {
    return CustomerAnswer.of(engine.route(query.request(tenant).build()), clock.instant());
  }
}
