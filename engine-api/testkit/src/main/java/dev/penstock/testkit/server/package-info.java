/**
 * A scripted upstream on loopback for tests, samples and benchmarks: {@link
 * dev.penstock.testkit.server.ScriptedServer}. It answers on a vendor's wire, does what vendors do
 * on bad days, and keeps its own bill to compare with.
 *
 * <pre>{@code
 * @Test
 * void asksAnotherProviderWhenTheFirstIsOverloaded() {
 *   try (ScriptedServer first = ScriptedServer.anthropic(e -> Reply.failure(529, null));
 *       ScriptedServer second = ScriptedServer.openAi(e -> Reply.text("Hello"))) {
 *     ... // the service under test, its policy with base-url: first.baseUrl(), second.baseUrl()
 *     assertThat(answer).isEqualTo("Hello");
 *     assertThat(first.bill()).isEmpty();
 *     assertThat(second.exchanges()).hasSize(1);
 *   }
 * }
 * }</pre>
 *
 * <p>{@link dev.penstock.testkit.server.Reply} is what is answered, {@link
 * dev.penstock.testkit.server.Delivery} and {@link dev.penstock.testkit.server.StreamDelivery} are
 * what may go wrong on its way, {@link dev.penstock.testkit.server.DeadPort} is a server that
 * cannot be reached.
 */
@NullMarked
package dev.penstock.testkit.server;

import org.jspecify.annotations.NullMarked;
