package dev.penstock.spi.store;

/**
 * What an account has taken.
 *
 * @param account which one
 * @param posted what was spent; it never falls
 * @param held what running calls may yet spend
 */
public record Balance(AccountId account, Amount posted, Amount held) {}
