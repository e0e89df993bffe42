package dev.penstock.store.sqlite;

import dev.penstock.spi.store.AccountId;
import dev.penstock.spi.store.Amount;
import dev.penstock.spi.store.HoldRequest;
import dev.penstock.spi.store.LedgerRow;
import dev.penstock.spi.store.Receipt;
import dev.penstock.spi.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Something for the writer to write; it is also the receipt for it. */
abstract sealed class Job implements Receipt {
  private final CompletableFuture<Boolean> written = new CompletableFuture<>();

  final void done() {
    written.complete(true);
  }

  final void failed(StoreException e) {
    written.completeExceptionally(e);
  }

  @Override
  public final void await() throws InterruptedException {
    try {
      written.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoreException own) {
        throw new StoreException(String.valueOf(own.getMessage()), own);
      }
      throw new StoreException("the ledger could not be written", e);
    }
  }

  /** A hold, which is refused if it cannot be written. */
  static final class Keep extends Job {
    final HoldRequest request;
    final long expires;

    Keep(HoldRequest request, long expires) {
      this.request = request;
      this.expires = expires;
    }
  }

  /** The end of a hold, which is written sooner or later. */
  static final class End extends Job {
    final String hold;
    final Amount posted;
    final @Nullable LedgerRow row;

    End(String hold, Amount posted, @Nullable LedgerRow row) {
      this.hold = hold;
      this.posted = posted;
      this.row = row;
    }
  }

  /** A row that no hold stands behind. */
  static final class Append extends Job {
    final LedgerRow row;

    Append(LedgerRow row) {
      this.row = row;
    }
  }

  /** Nothing; it is done when all before it is. */
  static final class Barrier extends Job {}

  /** An account as the file knows it. */
  record Known(AccountId id, Amount posted) {}
}
