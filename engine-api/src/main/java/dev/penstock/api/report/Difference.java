package dev.penstock.api.report;

import dev.penstock.api.money.Usd;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A call, or a day and a model, on which a provider's export and the ledger differ.
 *
 * @param kind how
 * @param day in the zone of the export; that of the provider if a call has two
 * @param model the provider's own name of the model, as the ledger has it if it has the call
 * @param id the id by which a call was looked for; null if it is about all calls of that day and
 *     model that have none
 * @param provider what the export says, or null if nothing
 * @param ledger what the ledger says, or null if nothing
 * @param cost the provider's cost less the ledger's, nothing counting as zero; null if the export
 *     tells no cost
 */
public record Difference(
    Kind kind,
    LocalDate day,
    String model,
    @Nullable String id,
    @Nullable Figures provider,
    @Nullable Figures ledger,
    @Nullable Usd cost) {
  /** How the two sides differ. */
  public enum Kind {
    /** The provider tells of usage and the ledger of none: calls went past the engine. */
    MISSING_IN_LEDGER,
    /** The ledger tells of usage and the provider of none. */
    MISSING_AT_PROVIDER,
    /** The tokens differ, and perhaps the cost. */
    TOKENS,
    /** The tokens agree and the cost differs: the prices do. */
    COST
  }
}
