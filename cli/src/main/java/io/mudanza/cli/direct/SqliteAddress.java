package io.mudanza.cli.direct;

import io.mudanza.cli.failure.Failure;
import io.mudanza.contracts.problem.ProblemCode;
import java.nio.file.Path;

/** {@code sqlite:///folder/db.sqlite3} or {@code sqlite:db.sqlite3}. */
public final class SqliteAddress {

    private static final String SCHEME = "sqlite:";

    private SqliteAddress() {}

    /** Whether an address names a SQLite file. */
    public static boolean is(String address) {
        return address.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /** The file. */
    public static Path file(String address) {
        String path = address.substring(SCHEME.length());
        if (path.startsWith("///")) {
            path = path.substring(2);
        } else if (path.startsWith("//")) {
            throw Failure.of(ProblemCode.INVALID_REQUEST,
                    "A SQLite file is sqlite:///folder/file (three slashes), or sqlite:file from this folder.");
        }
        if (path.isEmpty()) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "The address of the SQLite file lacks its path.");
        }
        return Path.of(path);
    }
}
