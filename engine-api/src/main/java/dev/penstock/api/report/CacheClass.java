package dev.penstock.api.report;

import org.jspecify.annotations.Nullable;

/**
 * What was found out about the answers to similar questions of one class, since the cache was
 * opened. Counted are the latest 10,000 verdicts, and the latest 10,000 checks.
 *
 * @param category the class: an intent, a route, or {@code everything}
 * @param threshold the least score in force, or null if only the same question has an answer
 * @param bad answers that somebody said were wrong
 * @param same answers that a call to a model agreed with
 * @param different answers that it contradicted
 * @param unsure answers of which their texts do not tell
 * @param falseAtLeast the 95 % lower bound of the share of wrong answers among those checked by a
 *     call, 0 to 1, by Clopper and Pearson; all unsure ones taken for right
 * @param falseAtMost the 95 % upper bound; all unsure ones taken for wrong
 * @param approved answers that the judge found to fit another question, too
 * @param refused answers that it found not to
 * @param undecided answers of which it said neither
 */
public record CacheClass(
    String category,
    @Nullable Double threshold,
    long bad,
    long same,
    long different,
    long unsure,
    double falseAtLeast,
    double falseAtMost,
    long approved,
    long refused,
    long undecided) {}
