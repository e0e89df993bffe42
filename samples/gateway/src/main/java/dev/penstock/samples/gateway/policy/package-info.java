/** What the gateway needs to know of the policy in force. */
@NullMarked
package dev.penstock.samples.gateway.policy;

import org.jspecify.annotations.NullMarked;
