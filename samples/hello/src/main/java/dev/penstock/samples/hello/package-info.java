/** The engine in one small program. */
@NullMarked
package dev.penstock.samples.hello;

import org.jspecify.annotations.NullMarked;
