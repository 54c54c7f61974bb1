package io.mudanza.transfer.archive;

import java.io.IOException;

/** An archive that is refused, with the reason and where. */
public final class ArchiveException extends IOException {

    /** Why. */
    public enum Reason {
        /** It holds what could reach beyond itself, or what two readers would understand in two ways. */
        UNSAFE,
        /** It ends before its end. */
        TRUNCATED,
        /** Its bytes contradict their own checksums. */
        CORRUPT,
        /** It would become larger than is allowed. */
        TOO_LARGE,
        /** It is of a kind that is not read. */
        UNKNOWN_FORMAT
    }

    private final Reason reason;

    /** @param detail what was found; names in it are encoded for logs and pages */
    public ArchiveException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    /** Stable reason. */
    public Reason reason() {
        return reason;
    }

    static ArchiveException unsafe(String detail) {
        return new ArchiveException(Reason.UNSAFE, detail);
    }
}
