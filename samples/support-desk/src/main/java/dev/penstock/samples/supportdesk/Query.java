package dev.penstock.samples.supportdesk;

import dev.penstock.api.chat.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A customer's question.
 *
 * @param language the language tag of the answer, or null for the customer's own
 */
record Query(String id, String text, Priority priority, @Nullable String language) {}
