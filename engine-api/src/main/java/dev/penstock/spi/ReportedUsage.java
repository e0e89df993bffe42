package dev.penstock.spi;

import dev.penstock.api.money.Usage;
import java.util.Map;

/**
 * Usage as a provider reported it.
 *
 * @param usage the normalised counts; their parts add up to what was reported
 * @param raw the provider's own fields, by wire name, as JSON values
 */
public record ReportedUsage(Usage usage, Map<String, Object> raw) {}
