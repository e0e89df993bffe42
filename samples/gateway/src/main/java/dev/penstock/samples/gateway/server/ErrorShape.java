package dev.penstock.samples.gateway.server;

/** How a wire writes an error, and where it tells which request it is about. */
public interface ErrorShape {
  /** The JSON body of an error. */
  byte[] write(HttpError error, String requestId);

  /** The header of answers in which clients of this wire look for the id of a request. */
  String idHeader();
}
