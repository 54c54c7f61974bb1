package io.mudanza.contracts.event;

/** How grave a line of a job's log is. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR
}
