package dev.penstock.core.evaluate;

/**
 * Where a figure lies, in 95 of 100 samples like this one.
 *
 * @param low the lower end; NaN if no sample had the figure
 * @param high the upper end
 */
public record Interval(double low, double high) {}
