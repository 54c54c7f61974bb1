package io.mudanza.gateway.jobs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/** Where a page of jobs ended. Opaque to callers. */
public record JobCursor(Instant at, UUID id) {
    /** The form that callers hand back. */
    public String text() {
        String plain = at + "/" + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws RuntimeException when the text is no cursor */
    public static JobCursor of(String text) {
        String[] halves = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("/", 2);
        return new JobCursor(Instant.parse(halves[0]), UUID.fromString(halves[1]));
    }
}
