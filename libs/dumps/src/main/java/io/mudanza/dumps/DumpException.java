package io.mudanza.dumps;

import java.io.IOException;

/** A dump that cannot be read or must not be restored. The code is stable; the sentence says what to do. */
public final class DumpException extends IOException {

    /** Why a dump is refused. */
    public enum Code {
        /** There is no dump in the file. */
        NO_DUMP,
        /** The file, its compression or a COPY block ends too early. */
        DUMP_TRUNCATED,
        /** The bytes contradict the format. */
        DUMP_CORRUPT,
        /** The format, compression, version or encoding is one that this reader does not know. */
        DUMP_FORMAT_UNKNOWN,
        /** It was made from a newer major version of PostgreSQL than the server that should take it. */
        DUMP_NEWER_THAN_SERVER,
        /** It holds a schema only. */
        DUMP_WITHOUT_DATA,
        /** It holds rows only, and the scratch database has no tables. */
        DUMP_WITHOUT_SCHEMA,
        /** It is a dump of several databases or of a whole cluster (pg_dumpall). */
        DUMP_OF_CLUSTER,
        /** It holds a statement or a command that a restore never runs. */
        DUMP_REFUSED,
        /** It needs an extension that the settings of this node do not permit. */
        DUMP_EXTENSION_REFUSED,
        /** A row, a statement or the whole is larger than the limits allow, or a statement takes too long. */
        DUMP_LIMIT
    }

    private final Code code;

    public DumpException(Code code, String detail) {
        super(detail);
        this.code = code;
    }

    public DumpException(Code code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    /** Stable reason. */
    public Code code() {
        return code;
    }
}
