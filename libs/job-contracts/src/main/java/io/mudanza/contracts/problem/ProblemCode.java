package io.mudanza.contracts.problem;

import java.util.Locale;

/**
 * Every way in which Mudanza says no, with the HTTP status and the exit code of the command line. Codes are stable:
 * a code is never renamed and never changes its meaning. The wire form is the lower-case name.
 */
public enum ProblemCode {
    INTERNAL_ERROR(500, 1),
    INVALID_REQUEST(422, 2),
    MALFORMED_REQUEST(400, 2),
    CONFIRMATION_REQUIRED(422, 2),
    NOT_FOUND(404, 3),
    TOKEN_INVALID(401, 4),
    PERMISSION_DENIED(403, 4),
    PLATFORM_BUSY(409, 5),
    JOB_NOT_IN_STATE(409, 5),
    IDEMPOTENCY_CONFLICT(409, 5),
    LOCK_BUSY(409, 5),
    LOCK_LOST(409, 5),
    UPLOAD_OFFSET_MISMATCH(409, 5),
    CHECKPOINT_EXISTS(409, 5),
    CHECKPOINT_MISSING(409, 5),
    TARGET_NOT_EMPTY(409, 5),
    PAYLOAD_TOO_LARGE(413, 2),
    DIGEST_MISMATCH(422, 2),
    TOO_MANY_REQUESTS(429, 8),
    REQUEST_TOO_SLOW(408, 8),
    NOT_IMPLEMENTED(501, 2),
    SERVICE_UNAVAILABLE(503, 8),
    DATABASE_UNREACHABLE(503, 8),
    PEER_UNREACHABLE(502, 8),
    PEER_NOT_A_NODE(502, 8),
    PEER_REFUSED(502, 4),
    PEER_FAILED(502, 6),
    PEER_NOT_ALLOWED(403, 4),
    PG_DUMP_MISSING(422, 6),
    PG_DUMP_TOO_OLD(422, 6),
    SERVER_TOO_OLD(422, 6),
    TARGET_RIGHTS_MISSING(422, 6),
    TARGET_EXTENSION_MISSING(422, 6),
    TARGET_VERSION_OLDER(422, 6),
    TARGET_ENCODING_UNFIT(422, 6),
    TARGET_IN_USE(409, 6),
    TARGET_FULL(507, 6),
    SCHEMA_REJECTED(422, 6),
    SCHEMA_DIFFERENT(422, 6),
    SOURCE_LOST(502, 6),
    SOURCE_RIGHTS_MISSING(422, 6),
    TARGET_LOST(502, 6),
    STORE_FULL(507, 6),
    STORE_FAILED(500, 6),
    BUNDLE_INVALID(422, 6),
    BUNDLE_PART_CORRUPT(422, 6),
    BUNDLE_SIGNATURE_WRONG(422, 6),
    BUNDLE_TRUNCATED(422, 6),
    BUNDLE_VERSION_UNKNOWN(422, 6),
    BACKUP_UNSAFE(422, 6),
    BACKUP_TRUNCATED(422, 6),
    BACKUP_CORRUPT(422, 6),
    BACKUP_TOO_LARGE(422, 6),
    BACKUP_FORMAT_UNKNOWN(422, 6),
    BACKUP_LAYOUT_WRONG(422, 6),
    BACKUP_DUMP_MISSING(422, 6),
    BACKUP_DUMP_AMBIGUOUS(422, 6),
    NO_DUMP(422, 6),
    DUMP_TRUNCATED(422, 6),
    DUMP_CORRUPT(422, 6),
    DUMP_FORMAT_UNKNOWN(422, 6),
    DUMP_NEWER_THAN_SERVER(422, 6),
    DUMP_WITHOUT_DATA(422, 6),
    DUMP_WITHOUT_SCHEMA(422, 6),
    DUMP_OF_CLUSTER(422, 6),
    DUMP_REFUSED(422, 6),
    DUMP_EXTENSION_REFUSED(422, 6),
    DUMP_LIMIT(422, 6),
    ROWS_REJECTED(422, 6),
    MEDIA_NAME_UNSAFE(422, 6),
    MEDIA_CORRUPT(422, 6),
    VERIFICATION_DIFFERENT(422, 7),
    VERIFICATION_NOT_VERIFIED(422, 7),
    PUBLISH_FAILED(500, 6),
    HOOK_FAILED(500, 6),
    STEP_LOST(500, 6),
    CANCELLED(409, 6);

    private final int httpStatus;
    private final int exitCode;

    ProblemCode(int httpStatus, int exitCode) {
        this.httpStatus = httpStatus;
        this.exitCode = exitCode;
    }

    /** Status of the HTTP answer when a call ends with this problem. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Exit code of the command line: see the table in {@code docs/cli.md}. */
    public int exitCode() {
        return exitCode;
    }

    /** The form used in JSON, in events and in the ledger. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The code of a wire form; {@link #INTERNAL_ERROR} for one that this version does not know. */
    public static ProblemCode ofWire(String text) {
        for (ProblemCode code : values()) {
            if (code.wire().equals(text)) {
                return code;
            }
        }
        return INTERNAL_ERROR;
    }
}
