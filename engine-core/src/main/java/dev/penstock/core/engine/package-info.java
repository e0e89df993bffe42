/** Builds an engine, holds its policy, reloads and closes it. */
@NullMarked
package dev.penstock.core.engine;

import org.jspecify.annotations.NullMarked;
