package dev.penstock.classifier.examples;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The labelled utterances by number, first those that stand first under their intents, then those
 * that stand second, so that any beginning of the list has a fair part of each intent.
 */
final class Utterances {
  private final List<LabelledIntent> intents;
  private final List<String> tiers;
  private final int[] tierOf;
  private final List<String> texts = new ArrayList<>();
  private final int[] intentOf;
  private final int[] positionOf;

  Utterances(LabelledIntents labelled, List<String> tiers) {
    this.intents = labelled.intents();
    this.tiers = List.copyOf(tiers);
    this.tierOf = intents.stream().mapToInt(each -> tiers.indexOf(each.tier())).toArray();
    int most = intents.stream().mapToInt(each -> each.utterances().size()).max().orElse(0);
    int size = intents.stream().mapToInt(each -> each.utterances().size()).sum();
    this.intentOf = new int[size];
    this.positionOf = new int[size];
    for (int position = 0; position < most; position++) {
      for (int intent = 0; intent < intents.size(); intent++) {
        List<String> its = intents.get(intent).utterances();
        if (position < its.size()) {
          intentOf[texts.size()] = intent;
          positionOf[texts.size()] = position;
          texts.add(its.get(position));
        }
      }
    }
  }

  int size() {
    return texts.size();
  }

  int intentCount() {
    return intents.size();
  }

  List<String> tiers() {
    return tiers;
  }

  List<String> texts() {
    return texts;
  }

  int intentOf(int utterance) {
    return intentOf[utterance];
  }

  /** Which of its intent's utterances it is, from 0. */
  int positionOf(int utterance) {
    return positionOf[utterance];
  }

  int tierOf(int intent) {
    return tierOf[intent];
  }

  String name(int intent) {
    return intents.get(intent).intent();
  }

  /** Whether its intent has no other utterance. */
  boolean isAlone(int utterance) {
    return intents.get(intentOf[utterance]).utterances().size() == 1;
  }

  /** What names the texts and their order. */
  String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
