package io.mudanza.steps;

/** Why a running step is to stop. A later, graver reason replaces an earlier one. */
enum StopReason {
    NONE,
    SHUTDOWN,
    CANCELLED,
    LEASE_LOST
}
