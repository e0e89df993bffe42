/** Connections, requests and answers of HTTP, whatever is asked. */
@NullMarked
package dev.penstock.samples.gateway.server;

import org.jspecify.annotations.NullMarked;
