package dev.penstock.api.explain;

/**
 * What pruning did to one part of a request.
 *
 * @param part the part, such as {@code turns}, {@code images} or the policy's name of documents
 * @param kept how many of it go upstream
 * @param dropped how many do not
 * @param reason why, without a word of the request
 */
public record PrunedPart(String part, long kept, long dropped, String reason) {}
