package dev.penstock.spi;

import dev.penstock.api.chat.ChatRequest;
import java.util.List;

/**
 * What a classifier sees.
 *
 * @param request the whole request
 * @param question the text of the last user's message
 * @param tiers the policy's tiers, easiest first
 */
public record ClassifierInput(ChatRequest request, String question, List<String> tiers) {}
