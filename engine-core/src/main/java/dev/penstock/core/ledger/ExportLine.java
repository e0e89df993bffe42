package dev.penstock.core.ledger;

import java.math.BigDecimal;

/** A line of a provider's export. */
record ExportLine(ExportKey key, long input, long cacheRead, long output, BigDecimal cost) {}
