package io.mudanza.cli.direct;

import io.mudanza.cli.failure.Failure;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.sqlite.source.FileHeader;
import java.io.IOException;
import java.nio.file.Path;

/** What a file that is given to import is. */
public enum IntakeFormat {
    BUNDLE,
    SQLITE,
    DUMPDATA;

    /** What was said, or for {@code auto} what the file begins with. */
    public static IntakeFormat of(String format, Path file) throws IOException {
        return switch (format) {
            case "bundle" -> BUNDLE;
            case "sqlite" -> SQLITE;
            case "dumpdata" -> DUMPDATA;
            case "auto" -> {
                String name = file.getFileName().toString();
                yield FileHeader.isSqlite(file) ? SQLITE
                        : name.endsWith(".json") || name.endsWith(".json.gz") ? DUMPDATA : BUNDLE;
            }
            default -> throw Failure.of(ProblemCode.INVALID_REQUEST, "--format is auto, bundle, sqlite or dumpdata.");
        };
    }
}
