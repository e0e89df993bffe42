package dev.penstock.classifier.learned;

import dev.penstock.api.policy.Description;
import java.nio.file.Path;

/**
 * The settings of the classifier {@code learned}.
 *
 * @param file the head, as this plugin's learner wrote it
 */
public record LearnedSettings(
    @Description("File of what was learned, relative to the policy file") Path file) {}
