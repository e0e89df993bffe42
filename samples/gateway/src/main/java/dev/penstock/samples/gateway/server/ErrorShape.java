package dev.penstock.samples.gateway.server;

/** How a wire writes an error. */
@FunctionalInterface
public interface ErrorShape {
  /** The JSON body of an error. */
  byte[] write(HttpError error, String requestId);
}
