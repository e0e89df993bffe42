package dev.penstock.core.ledger;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A line of a provider's export; without a model it tells of a day without usage. */
record ExportLine(
    LocalDate day,
    @Nullable String model,
    @Nullable String id,
    long input,
    long cacheRead,
    long output,
    BigDecimal cost) {}
