package dev.penstock.samples.gateway.command;

import java.io.InputStream;
import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command reads and writes.
 *
 * @param in what it is given
 * @param out what it was asked for
 * @param err what else there is to say
 * @param terminal whether a person is looking
 * @param colours whether to show colours
 */
record Surroundings(
    InputStream in, PrintStream out, PrintStream err, boolean terminal, Ansi colours) {}
