package dev.penstock.api.report;

/**
 * A line of an export that could not be read, and counts as if it were not there.
 *
 * @param number of the line in the file, from 1
 * @param problem what is wrong with it
 */
public record BadLine(long number, String problem) {}
