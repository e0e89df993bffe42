package dev.penstock.core.engine;

import com.google.inject.Injector;
import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.EmbeddingAnswer;
import dev.penstock.api.EmbeddingRequest;
import dev.penstock.api.Engine;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.Invalidation;
import dev.penstock.api.PenstockException;
import dev.penstock.api.Verdict;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Explanation;
import dev.penstock.api.report.ModelState;
import dev.penstock.api.report.Prices;
import dev.penstock.api.report.ReconcileSpec;
import dev.penstock.api.report.Reconciliation;
import dev.penstock.api.report.Report;
import dev.penstock.api.report.ReportQuery;
import dev.penstock.api.report.Repricing;
import dev.penstock.core.budget.Budgets;
import dev.penstock.core.call.Watchdog;
import dev.penstock.core.embed.Asker;
import dev.penstock.core.embed.CallerVectors;
import dev.penstock.core.feedback.Feedback;
import dev.penstock.core.instance.StoreInstance;
import dev.penstock.core.ledger.FocusExport;
import dev.penstock.core.ledger.Reconciler;
import dev.penstock.core.ledger.Reporter;
import dev.penstock.core.ledger.Repricer;
import dev.penstock.core.ledger.RowPrices;
import dev.penstock.core.pipeline.RequestId;
import dev.penstock.core.policy.PolicySchema;
import dev.penstock.core.policy.PolicyText;
import dev.penstock.core.price.PriceList;
import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The engine: a policy in force and what outlives it. */
final class PenstockEngine implements Engine {
  private final Policies policies;
  private final StoreInstance store;
  private final @Nullable PolicyWatch watch;
  private final Reporter reporter;
  private final FocusExport focus;
  private final Repricer repricer;
  private final Reconciler reconciler;
  private final Budgets budgets;
  private final Feedback feedback;
  private final Watchdog watchdog;
  private final InstantSource clock;
  private final boolean readOnly;

  PenstockEngine(
      Injector engine,
      Policies policies,
      StoreInstance store,
      @Nullable PolicyWatch watch,
      boolean readOnly) {
    this.readOnly = readOnly;
    this.policies = policies;
    this.store = store;
    this.watch = watch;
    this.reporter = engine.getInstance(Reporter.class);
    this.focus = engine.getInstance(FocusExport.class);
    this.repricer = engine.getInstance(Repricer.class);
    this.reconciler = engine.getInstance(Reconciler.class);
    this.budgets = engine.getInstance(Budgets.class);
    this.feedback = engine.getInstance(Feedback.class);
    this.watchdog = engine.getInstance(Watchdog.class);
    this.clock = engine.getInstance(InstantSource.class);
    new HoldSweep(budgets, watchdog, engine.getInstance(LongSupplier.class)).start();
  }

  @Override
  public Answer route(ChatRequest request) {
    checkWrites();
    Snapshot snapshot = policies.enter();
    try {
      return snapshot.router().route(request);
    } finally {
      snapshot.exit();
    }
  }

  @Override
  public ChatStream stream(ChatRequest request) {
    checkWrites();
    Snapshot snapshot = policies.enter();
    AtomicBoolean left = new AtomicBoolean();
    Runnable exit =
        () -> {
          if (left.compareAndSet(false, true)) {
            snapshot.exit();
          }
        };
    boolean started = false;
    try {
      ChatStream stream = snapshot.router().stream(request, exit);
      started = true;
      return stream;
    } finally {
      if (!started) {
        exit.run();
      }
    }
  }

  private void checkWrites() {
    if (readOnly) {
      throw new PenstockException(
          ErrorCode.LEDGER_UNAVAILABLE,
          "this engine reads only: what it answered would stand in no ledger; build one without"
              + " readOnly()");
    }
  }

  @Override
  public EmbeddingAnswer embed(EmbeddingRequest request) {
    Snapshot snapshot = policies.enter();
    try {
      CallerVectors vectors = snapshot.vectors().forCallers();
      if (vectors == null) {
        throw new PenstockException(
            ErrorCode.NO_CAPABLE_MODEL,
            "the policy names nobody who makes vectors; add embeddings, with provider and model");
      }
      String id = request.id() == null ? RequestId.random() : request.id();
      return vectors.embed(new Asker(id, clock.instant(), request.metadata()), request);
    } finally {
      snapshot.exit();
    }
  }

  @Override
  public Explanation explain(ChatRequest request) {
    Snapshot snapshot = policies.enter();
    try {
      return snapshot.router().explain(request);
    } finally {
      snapshot.exit();
    }
  }

  @Override
  public boolean feedback(String requestId, Verdict verdict) {
    checkWrites();
    Snapshot snapshot = policies.enter();
    try {
      boolean recalled = snapshot.recall().feedback(requestId, verdict);
      boolean written = feedback.give(snapshot.feedbackFile(), requestId, verdict, clock.instant());
      return recalled || written;
    } finally {
      snapshot.exit();
    }
  }

  @Override
  public long invalidate(Invalidation which) {
    Snapshot snapshot = policies.enter();
    try {
      return snapshot.recall().invalidate(which, clock.instant());
    } finally {
      snapshot.exit();
    }
  }

  @Override
  public Report report(ReportQuery query) {
    Snapshot snapshot = policies.current();
    return reporter.report(
        query,
        snapshot.policy(),
        snapshot.recall().statistics(),
        budgets.states(snapshot.policy().budgets(), clock.instant()));
  }

  @Override
  public void exportFocus(ReportQuery query, Appendable to) throws IOException {
    focus.write(query, prices().values(), to);
  }

  @Override
  public Repricing reprice(ReportQuery period, Prices prices) {
    RowPrices by =
        switch (prices) {
          case Prices.InForce ignored -> RowPrices.of(prices(), null);
          case Prices.At at -> RowPrices.of(prices(), at.instant());
          case Prices.Version version -> RowPrices.ofVersion(prices(), version.version());
          case Prices.OfModel of -> RowPrices.ofModel(prices(), of.model());
          case Prices.OfPolicy of -> prices(new PolicySource.Code(of.policy()));
          case Prices.OfFile of -> prices(new PolicySource.File(of.file()));
        };
    return repricer.reprice(period, by);
  }

  private RowPrices prices(PolicySource other) {
    return RowPrices.of(PriceList.of(policies.read(other), "other"), null);
  }

  private Map<String, PriceList> prices() {
    Map<String, PriceList> prices = new LinkedHashMap<>();
    policies.current().models().all().forEach(model -> prices.put(model.name(), model.prices()));
    return prices;
  }

  @Override
  public Reconciliation reconcile(Reader export, ReconcileSpec spec) throws IOException {
    return reconciler.reconcile(export, spec);
  }

  @Override
  public List<ModelState> health() {
    Instant now = clock.instant();
    return policies.current().models().all().stream().map(model -> model.state(now)).toList();
  }

  @Override
  public boolean reload() {
    boolean changed = policies.reload();
    policies.current().models().look();
    return changed;
  }

  @Override
  public String policySchema() {
    return PolicySchema.of(policies.current().loaded().catalog());
  }

  @Override
  public String catalogueSchema() {
    return PolicySchema.ofCatalogue(policies.current().loaded().catalog());
  }

  @Override
  public String policyYaml() {
    return PolicyText.of(policies.current().policy());
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    Snapshot last = policies.close();
    try {
      last.await(last.policy().deadlines().request().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      last.close();
      watchdog.close();
      store.close();
    }
  }
}
