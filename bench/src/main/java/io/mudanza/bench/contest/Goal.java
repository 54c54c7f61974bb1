package io.mudanza.bench.contest;

/** A contender of ours should need at most {@code factor} times the time of another. */
public record Goal(String ours, String other, double factor) {}
