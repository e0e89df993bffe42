package dev.penstock.core.call;

import dev.penstock.api.explain.Attempt;
import dev.penstock.core.select.Choice;
import dev.penstock.spi.ProviderReply;
import java.util.List;

/**
 * An answer as it was delivered.
 *
 * @param choice who gave it
 * @param reply the answer
 * @param attempts all calls, the one that gave it last
 */
public record Delivery(Choice choice, ProviderReply reply, List<Attempt> attempts) {}
