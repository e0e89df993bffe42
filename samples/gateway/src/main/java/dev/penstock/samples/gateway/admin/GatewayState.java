package dev.penstock.samples.gateway.admin;

import org.jspecify.annotations.Nullable;

/** What a gateway knows of itself beside its engine. */
public interface GatewayState {
  /** A word for whether it can do its work. */
  String status();

  /** How many connections there are. */
  int connections();

  /** How many requests are being answered. */
  int requests();

  /** Why a changed certificate is not in use, or null. */
  @Nullable String tlsTrouble();
}
