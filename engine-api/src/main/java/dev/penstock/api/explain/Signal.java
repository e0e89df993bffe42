package dev.penstock.api.explain;

/**
 * Something a classifier found.
 *
 * @param source the classifier
 * @param id the rule or example
 * @param detail what it says, such as {@code complex}; never the customer's text
 */
public record Signal(String source, String id, String detail) {}
