package io.mudanza.engine;

import io.mudanza.bundle.BundleException;

/** A migration step that cannot go on. The code is stable and named like the problem codes of the API. */
public final class EngineException extends Exception {

    /** Why the engine stops. Each has a sentence that says what to do. */
    public enum Code {
        DATABASE_UNREACHABLE,
        PG_DUMP_MISSING,
        PG_DUMP_TOO_OLD,
        SERVER_TOO_OLD,
        SOURCE_LOST,
        SOURCE_RIGHTS_MISSING,
        TARGET_LOST,
        TARGET_RIGHTS_MISSING,
        TARGET_EXTENSION_MISSING,
        TARGET_VERSION_OLDER,
        TARGET_ENCODING_UNFIT,
        TARGET_IN_USE,
        TARGET_FULL,
        TARGET_NOT_EMPTY,
        SCHEMA_REJECTED,
        SCHEMA_DIFFERENT,
        ROWS_REJECTED,
        BUNDLE_INVALID,
        BUNDLE_PART_CORRUPT,
        BUNDLE_SIGNATURE_WRONG,
        BUNDLE_TRUNCATED,
        BUNDLE_VERSION_UNKNOWN,
        MEDIA_NAME_UNSAFE,
        MEDIA_CORRUPT,
        STORE_FULL,
        STORE_FAILED,
        CHECKPOINT_EXISTS,
        CHECKPOINT_MISSING,
        PUBLISH_FAILED,
        INVALID_REQUEST,
        CANCELLED,
        INTERNAL_ERROR
    }

    private final Code code;

    public EngineException(Code code, String detail) {
        super(detail);
        this.code = code;
    }

    public EngineException(Code code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    /** The same reason for one who speaks in terms of the engine. */
    public static EngineException of(BundleException e) {
        return new EngineException(Code.valueOf(e.code().name()), e.getMessage(), e);
    }

    /** Stable reason. */
    public Code code() {
        return code;
    }
}
