package dev.penstock.benchmarks;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.explain.CacheState;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Pairs of requests that ask the same, or nearly the same, and differ in one part. */
final class CrossingProof {
  private static final int PAIRS = 10_000;
  private static final int ALTERED = 3;
  private static final int CHECKED_EVERY = 10;
  private static final List<RequestPart> PARTS = List.of(RequestPart.values());

  /** Below the similarity of the same wish in other words. */
  private static final double LEAST = 0.9;

  private static final List<String> WISHES =
      List.of("return", "exchange", "repair", "insure", "wash", "resize", "track", "gift wrap");
  private static final List<String> THINGS =
      List.of("my shoes", "the blue jacket", "a broken lamp", "my garden chairs", "the old phone");

  private final Random random = new Random(PAIRS);
  private final Map<String, Map<RequestPart, Integer>> origins = new HashMap<>();
  private final List<Engine> engines;
  private int crossings;
  private int exact;
  private int similar;

  private CrossingProof(List<Engine> engines) {
    this.engines = engines;
  }

  static void show(Proof proof) throws IOException {
    Map<String, float[]> known = new ConcurrentHashMap<>();
    try (Folder folder = Folder.make();
        SentenceVectors sentences = new SentenceVectors()) {
      ScriptedProvider provider = new ScriptedProvider(number -> "answer " + number);
      VectorProvider vectors =
          new VectorProvider(text -> known.computeIfAbsent(text, sentences::of));
      try (Engine first = RecallingEngine.of(folder, "one", LEAST, provider, vectors);
          Engine second = RecallingEngine.of(folder, "two", LEAST, provider, vectors)) {
        new CrossingProof(List.of(first, second)).run(proof);
      }
    }
  }

  private void run(Proof proof) {
    int asked = 0;
    int again = 0;
    int alike = 0;
    for (int pair = 0; pair < PAIRS; pair++) {
      Map<RequestPart, Integer> one = one();
      Map<RequestPart, Integer> other = other(one);
      String question = question();
      ask(one, question);
      ask(other, pair % 2 == 0 ? question : alike(question));
      if (pair % CHECKED_EVERY == 0) {
        asked++;
        again += ask(one, question).cache() == CacheState.MISS ? 0 : 1;
        alike += ask(one, alike(question)).cache() == CacheState.MISS ? 0 : 1;
      }
    }
    proof.atMost(
        "answers that crossed from one request to another, %d pairs that differ in one of %d parts"
            .formatted(PAIRS, PARTS.size()),
        crossings,
        0,
        "");
    found(proof, "the same request asked again, recalled", again, asked);
    found(proof, "the same request in other words, recalled", alike, asked);
    proof.beside("answers of the same question recalled in all", exact, "");
    proof.beside("answers of a similar question recalled in all", similar, "");
  }

  private static void found(Proof proof, String what, int hits, int asked) {
    proof.shown(what, Integer.toString(hits), asked + " of " + asked, hits == asked);
  }

  private Answer ask(Map<RequestPart, Integer> parts, String question) {
    int policy = parts.getOrDefault(RequestPart.POLICY, 0);
    Answer answer = engines.get(policy).route(RequestPart.request(parts, question));
    Map<RequestPart, Integer> origin = origins.putIfAbsent(answer.text(), parts);
    switch (answer.cache()) {
      case HIT_EXACT -> exact++;
      case HIT_SEMANTIC -> similar++;
      case MISS -> {
        if (origin != null) {
          throw new IllegalStateException("an answer is not new");
        }
        return answer;
      }
      case OFF -> throw new IllegalStateException("nothing is recalled of " + parts);
    }
    crossings += parts.equals(origin) ? 0 : 1;
    return answer;
  }

  /** The usual request, with another value in a few parts. */
  private Map<RequestPart, Integer> one() {
    Map<RequestPart, Integer> chosen = new EnumMap<>(RequestPart.class);
    for (RequestPart part : PARTS) {
      chosen.put(part, 0);
    }
    for (int i = 0; i < ALTERED; i++) {
      RequestPart part = any();
      chosen.put(part, random.nextInt(part.count()));
    }
    return chosen;
  }

  private Map<RequestPart, Integer> other(Map<RequestPart, Integer> one) {
    Map<RequestPart, Integer> other = new EnumMap<>(one);
    RequestPart part = any();
    int step = 1 + random.nextInt(part.count() - 1);
    other.merge(part, step, (value, more) -> (value + more) % part.count());
    return other;
  }

  private RequestPart any() {
    return PARTS.get(random.nextInt(PARTS.size()));
  }

  private String question() {
    return "How do I %s %s?"
        .formatted(
            WISHES.get(random.nextInt(WISHES.size())), THINGS.get(random.nextInt(THINGS.size())));
  }

  private static String alike(String question) {
    return question.replace("How do I", "How can I");
  }
}
