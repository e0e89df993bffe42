/**
 * What a plugin implements: providers, classifiers and caches, found by {@link
 * java.util.ServiceLoader}.
 */
@NullMarked
package dev.penstock.spi;

import org.jspecify.annotations.NullMarked;
