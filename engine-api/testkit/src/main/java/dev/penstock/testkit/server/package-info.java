/**
 * A scripted upstream on loopback for tests, samples and benchmarks: {@link
 * dev.penstock.testkit.server.ScriptedServer}.
 */
@NullMarked
package dev.penstock.testkit.server;

import org.jspecify.annotations.NullMarked;
