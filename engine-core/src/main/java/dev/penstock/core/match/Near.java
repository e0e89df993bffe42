package dev.penstock.core.match;

/**
 * A question answered before that is near to the one asked.
 *
 * @param phrase its words
 * @param similarity how near it is: a cosine, or the words' share
 * @param answer what tells its answer from others; equal for equal answers
 */
public record Near(Phrase phrase, double similarity, String answer) {}
