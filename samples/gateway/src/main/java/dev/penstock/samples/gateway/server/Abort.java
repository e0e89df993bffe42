package dev.penstock.samples.gateway.server;

/** Why an answer is given up. */
public enum Abort {
  /** The client has gone, or does not read. */
  GONE,
  /** The server stops. */
  STOPPING,
  /** It takes longer than the gateway allows. */
  TOO_LONG
}
