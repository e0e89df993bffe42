package dev.penstock.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.money.Usage;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderReply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Text in, text out. */
public interface ChatContract extends ProviderUnderTest {
  /** A question gets a complete text. */
  @Test
  default void answersAQuestion() throws Exception {
    ProviderReply reply = provider().call(call());
    assertThat(reply.text()).isNotBlank();
    assertThat(reply.toolCalls()).isEmpty();
    assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
  }

  /** Input and output are counted, and what is counted is not estimated. */
  @Test
  default void reportsItsUsage() throws Exception {
    ProviderReply reply = provider().call(call());
    if (reply.usage() != null) {
      Usage usage = Reported.counts(reply.usage()).usage();
      assertThat(usage.input()).isPositive();
      assertThat(usage.output()).isPositive();
      assertThat(usage.estimated()).isFalse();
    }
  }

  /** Instructions and earlier turns are taken. */
  @Test
  default void takesAWholeConversation() throws Exception {
    ProviderCall call =
        Calls.with(
            call(),
            request ->
                request
                    .messages(List.of())
                    .system("Be brief.")
                    .user("Hello?")
                    .assistant("Hello!")
                    .user("\u201cLine\u201d\nbreaks, \ud83d\ude80 and \"quotes\"?"));
    assertThat(provider().call(call).text()).isNotBlank();
  }

  /** Many calls at once do not disturb each other. */
  @Test
  default void answersManyAtOnce() throws Exception {
    Provider provider = provider();
    List<Future<ProviderReply>> replies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 64; i++) {
        replies.add(threads.submit(() -> provider.call(call())));
      }
    }
    for (Future<ProviderReply> reply : replies) {
      assertThat(reply.get().text()).isNotBlank();
    }
  }

  /** The threads it started end when it is closed. */
  @Test
  default void leavesNoThreadBehind() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    Provider provider = provider();
    provider.call(call());
    Set<Thread> started = new HashSet<>(Thread.getAllStackTraces().keySet());
    started.removeAll(before);
    closeProvider();
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    for (Thread thread : started) {
      if (group.equals(thread.getThreadGroup())) {
        thread.join(5_000);
        assertThat(thread.isAlive()).as("thread %s lives on", thread.getName()).isFalse();
      }
    }
  }
}
