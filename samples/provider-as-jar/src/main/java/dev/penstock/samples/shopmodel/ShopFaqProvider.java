package dev.penstock.samples.shopmodel;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.chat.Message;
import dev.penstock.api.money.Usage;
import dev.penstock.api.policy.Ability;
import dev.penstock.spi.NonBlocking;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamingProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the answer of the entry whose question has most words in common with the one asked. */
final class ShopFaqProvider implements StreamingProvider, NonBlocking {
  private static final double LEAST_OVERLAP = 0.3;

  /** A token of this provider is a word and the white space before it. */
  private static final Pattern TOKEN = Pattern.compile("\\s*\\S+");

  private record Known(Words question, String answer) {}

  private final List<Known> known;
  private final String otherwise;

  ShopFaqProvider(Faq faq, String otherwise) {
    this.known =
        faq.entries().stream()
            .flatMap(
                entry ->
                    entry.question().stream()
                        .map(wording -> new Known(Words.of(wording), entry.answer())))
            .toList();
    this.otherwise = otherwise;
  }

  /** Nothing beyond text: no tools, no images, no JSON. */
  @Override
  public Set<Ability> abilities() {
    return Set.of();
  }

  @Override
  public ProviderReply call(ProviderCall call) throws ProviderException {
    TextOnly.check(call.request());
    String whole = answer(call.request().question());
    List<String> tokens =
        TOKEN
            .matcher(whole)
            .results()
            .map(match -> match.group())
            .limit(call.maxOutputTokens())
            .toList();
    String text = String.join("", tokens);
    long input = 0;
    for (Message message : call.request().messages()) {
      input += TOKEN.matcher(message.text()).results().count();
    }
    return new ProviderReply(
        text,
        List.of(),
        text.equals(whole) ? FinishReason.STOP : FinishReason.LENGTH,
        ReportedUsage.of(
            Usage.of(input, tokens.size()), Map.of("words_in", input, "words_out", tokens.size())),
        call.modelId(),
        null,
        Map.of());
  }

  @Override
  public ProviderStream stream(ProviderCall call) throws ProviderException {
    ProviderReply reply = call(call);
    Matcher tokens = TOKEN.matcher(reply.text());
    return new FaqStream(
        tokens.results().map(match -> new StreamEvent.TextDelta(match.group())).toList(),
        new StreamEvent.End(
            reply.finishReason(), reply.usage(), reply.model(), reply.responseId(), Map.of()));
  }

  private String answer(String question) {
    Words asked = Words.of(question);
    String best = otherwise;
    double bestOverlap = LEAST_OVERLAP;
    for (Known entry : known) {
      double overlap = entry.question.overlap(asked);
      if (overlap > bestOverlap) {
        best = entry.answer;
        bestOverlap = overlap;
      }
    }
    return best;
  }

  @Override
  public void close() {}
}
