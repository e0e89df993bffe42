package dev.penstock.samples.gateway.server;

import java.time.Duration;

/**
 * What a client may take of the server.
 *
 * @param body bytes of a body
 * @param headers bytes of all headers of a request
 * @param connections connections at once; more wait to be accepted, and those that have been idle
 *     for longest are closed for them
 * @param upload how long the body may take to come
 * @param idle how long a connection may wait for its next request, headers included
 * @param write how long one write may wait for the client to read
 * @param duration how long an answer may take in all
 */
public record Limits(
    int body,
    int headers,
    int connections,
    Duration upload,
    Duration idle,
    Duration write,
    Duration duration) {
  /** 32 MB, 16 kB, 16,000 connections, half a minute, a minute, half a minute, ten minutes. */
  public static final Limits DEFAULT =
      new Limits(
          32_000_000,
          16_000,
          16_000,
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10));

  /** Refuses limits that let nothing through. */
  public Limits {
    if (body < 1 || headers < 1024 || connections < 1) {
      throw new IllegalArgumentException(
          "limits must allow a byte of body, 1,024 bytes of headers and one connection");
    }
    for (Duration each : new Duration[] {upload, idle, write, duration}) {
      if (each.isNegative() || each.isZero()) {
        throw new IllegalArgumentException("a limit on time must be more than nothing");
      }
    }
  }
}
