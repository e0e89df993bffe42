package dev.penstock.api;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.report.ModelState;
import dev.penstock.api.report.Prices;
import dev.penstock.api.report.ReconcileSpec;
import dev.penstock.api.report.Reconciliation;
import dev.penstock.api.report.Report;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.api.report.Repricing;
import dev.penstock.spi.EngineFactory;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Routes requests to models as a policy says. Thread-safe; blocking; made for virtual threads and
 * at home on others.
 */
public interface Engine extends AutoCloseable {
  /**
   * A builder of the engine on the class path.
   *
   * @throws IllegalStateException if engine-core is not there
   */
  static EngineBuilder builder() {
    return ServiceLoader.load(EngineFactory.class, EngineFactory.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no engine found: add dev.penstock:penstock-engine-core to the class path"))
        .builder();
  }

  /**
   * Answers a request: from the cache, or by the first candidate that is able to.
   *
   * @throws PenstockException if it is refused, or every candidate failed
   */
  Answer route(ChatRequest request);

  /**
   * Answers a request piece by piece. Returns once the chosen provider has produced content; a
   * provider that fails before is replaced unnoticed.
   *
   * @throws PenstockException if it is refused, or every candidate failed
   */
  ChatStream stream(ChatRequest request);

  /**
   * Makes the vectors of texts, by the provider that the policy names under {@code embeddings}. The
   * call is held in budgets and stands in the ledger as that of an answer, without route and tier.
   *
   * @throws PenstockException if the policy names none, no budget is left, or the provider failed
   */
  EmbeddingAnswer embed(EmbeddingRequest request);

  /**
   * Decides about a request without calling a provider, holding money or storing anything.
   *
   * @throws PenstockException if the request itself is of no use
   */
  Explanation explain(ChatRequest request);

  /**
   * Says whether an answer was right. A bad one is forgotten by the cache, if it came from there or
   * was stored there, and is never again given to that question; it also counts against the class
   * of questions that it was recalled for. If the policy names a file for {@code
   * learning.feedback}, the verdict is also written there with the question, to learn from.
   *
   * @param requestId {@link Answer#requestId()}
   * @return false if the request is not among the latest 10,000 that were answered, or without such
   *     a file among the latest 10,000 that have to do with the cache
   */
  boolean feedback(String requestId, Verdict verdict);

  /**
   * Forgets answers given before, because what they say holds no more: prices have changed, say, or
   * a prompt. An answer under way to a request that came before is not stored either.
   *
   * @return how many answers the cache has forgotten; 0 without a cache
   * @throws PenstockException if the cache fails, and may still have some of them
   */
  long invalidate(Invalidation which);

  /** What was spent and saved in a period. */
  Report report(ReportQuery query);

  /** What was spent and saved since the engine was built. */
  default Report report() {
    return report(ReportQuery.ALL);
  }

  /**
   * Writes the calls of a period as charges in the columns of FOCUS 1.2
   * (https://focus.finops.org/focus-specification/v1-2/), as {@link CsvText} does. A charge is for
   * one day in UTC, provider, model, class of tokens, tenant, route, tier, set of tags and version
   * of prices. {@code BilledCost} adds up to the {@link Report#cost cost} of the report to the
   * nano-dollar.
   *
   * @throws PenstockException if the ledger has dropped rows of the period
   * @throws IOException if it cannot be written; part of it may have been
   */
  void exportFocus(ReportQuery query, Appendable to) throws IOException;

  /**
   * Prices the calls of a period again, as if other prices had held. Nothing in the ledger changes.
   *
   * @throws PenstockException if the prices do not exist, or the ledger has dropped rows of the
   *     period
   * @throws PolicyException if they are another policy's, which is wrong
   */
  Repricing reprice(ReportQuery period, Prices prices);

  /**
   * Compares a provider's usage export with the ledger, by day and model.
   *
   * @param export CSV (RFC 4180) whose first line names the columns; it is read to its end and not
   *     closed
   * @throws PenstockException if the export lacks a column or has no line that can be read, or the
   *     ledger has dropped rows of its days
   * @throws IOException if it cannot be read
   */
  Reconciliation reconcile(Reader export, ReconcileSpec spec) throws IOException;

  /**
   * Every model of the policy, in its order, with whether it may be asked now, why not, until when,
   * and what is left of the limits of its provider.
   */
  List<ModelState> health();

  /**
   * Loads the policy file again. Running requests end on the old policy.
   *
   * @return whether the policy has changed
   * @throws PolicyException if it cannot be used; the old policy stays in force
   * @throws PenstockException likewise, for a missing or broken plugin
   */
  boolean reload();

  /**
   * The JSON Schema of the policy language, settings of all known plugins included, for completion
   * in editors.
   */
  String policySchema();

  /** The JSON Schema of a catalogue that a policy imports, for completion in editors. */
  String catalogueSchema();

  /**
   * The policy in force as YAML, with all defaults and references filled in. Secrets show as five
   * asterisks.
   */
  String policyYaml();

  /**
   * Refuses new requests, lets running ones end within their deadlines, then closes all plugins.
   */
  @Override
  void close();
}
