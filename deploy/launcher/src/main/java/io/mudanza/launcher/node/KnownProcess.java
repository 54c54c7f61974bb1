package io.mudanza.launcher.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that was seen before; its start tells it from another one that was given the same number later.
 *
 * @param startedAt as the operating system tells it; empty where it does not
 */
public record KnownProcess(long pid, String startedAt) {

    public static KnownProcess of(long pid) {
        return new KnownProcess(pid, ProcessHandle.of(pid).flatMap(handle -> handle.info().startInstant())
                .map(Instant::toString).orElse(""));
    }

    static KnownProcess of(JsonNode json) {
        return new KnownProcess(json.path("pid").asLong(), json.path("started_at").asText(""));
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::same);
    }

    public boolean alive() {
        return handle().isPresent();
    }

    private boolean same(ProcessHandle handle) {
        Optional<Instant> start = handle.info().startInstant();
        // The clock behind it may be corrected a little while the process runs.
        return startedAt.isEmpty() || start.isEmpty()
                || Duration.between(start.get(), Instant.parse(startedAt)).abs().toSeconds() < 5;
    }
}
