package dev.penstock.core.escalate;

import dev.penstock.api.chat.FinishReason;

/**
 * An answer as its checks see it.
 *
 * @param text the text
 * @param finish why the model stopped
 * @param callsTools whether it wants tools called, which is not what the customer gets in the end
 */
public record GivenAnswer(String text, FinishReason finish, boolean callsTools) {}
