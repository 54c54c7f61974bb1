package io.mudanza.steps;

import io.mudanza.contracts.step.StepCommand;

/**
 * A claimed step.
 *
 * @param command      what to do
 * @param attempt      1 for the first run
 * @param fencingToken grows at each claim
 * @param lapses       how often a lease lapsed before
 * @param cancelled    whether a cancel came before the claim
 */
record StepRun(StepCommand command, int attempt, long fencingToken, int lapses, boolean cancelled) {}
