package dev.penstock.core.escalate;

import dev.penstock.api.Confidence;
import org.jspecify.annotations.Nullable;

/**
 * What came of the look at an answer.
 *
 * @param confidence how sure it is
 * @param takeover the rule by which a person takes over, or null
 * @param keeps whether others may be given it too: no rule is about what it says
 */
public record Judged(Confidence confidence, @Nullable Takeover takeover, boolean keeps) {}
