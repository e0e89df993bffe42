/** The command line. */
@NullMarked
package dev.penstock.samples.gateway.command;

import org.jspecify.annotations.NullMarked;
