package io.mudanza.cli.terminal;

/**
 * How far a job is.
 *
 * @param step       step of the job, e.g. {@code load}; null before the first
 * @param doing      what it does right now: a table, a file
 * @param percent    0 to 100; negative when unknown
 * @param rowsDone   rows so far
 * @param rowsTotal  rows expected; negative when unknown
 * @param bytesDone  bytes so far
 * @param bytesTotal bytes expected; negative when unknown
 * @param bytesPerSecond rate; negative when unknown
 * @param secondsLeft remaining time; negative when unknown
 */
public record Progress(
        String step,
        String doing,
        double percent,
        long rowsDone,
        long rowsTotal,
        long bytesDone,
        long bytesTotal,
        double bytesPerSecond,
        long secondsLeft) {}
