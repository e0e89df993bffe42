package dev.penstock.api.policy;

import java.nio.file.Path;

/**
 * What is kept to learn from.
 *
 * @param feedback the file that each verdict on an answer is written to, relative to the policy. It
 *     holds the customers' own words, and only its owner may read it
 */
public record LearningSpec(
    @Description("File that verdicts on answers are written to, with the questions")
        Path feedback) {}
