package dev.penstock.samples.supportdesk;

import dev.penstock.api.chat.Priority;

/** A customer's question. */
record Query(String id, String text, Priority priority) {}
