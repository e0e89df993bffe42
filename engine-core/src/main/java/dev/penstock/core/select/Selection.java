package dev.penstock.core.select;

import dev.penstock.api.explain.Candidate;
import dev.penstock.api.policy.RouteSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may answer.
 *
 * @param route the route that was taken
 * @param choices the models that passed the filters, in the order they are tried
 * @param unaffordable of the models that only a budget keeps out the one whose worst case is the
 *     least, or null if there is none
 * @param candidates every model, the choices first, each other one with the filter that removed it
 */
public record Selection(
    RouteSpec route,
    List<Choice> choices,
    @Nullable Choice unaffordable,
    List<Candidate> candidates) {}
