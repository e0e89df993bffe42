/** Calls into plugins that may hang, throw or return nonsense. */
@NullMarked
package dev.penstock.core.isolate;

import org.jspecify.annotations.NullMarked;
