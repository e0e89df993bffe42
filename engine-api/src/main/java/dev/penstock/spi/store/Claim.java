package dev.penstock.spi.store;

/** An account that a hold falls under, and its limit as the policy in force says. */
public record Claim(AccountId account, Limit limit) {}
