package io.mudanza.cli.direct;

import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.contracts.problem.ProblemCode;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The engine in this process instead of a node. */
public final class DirectOptions {

    @Option(names = "--direct", description = "In this process, without a node; needs --database-url.")
    private boolean direct;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "The platform's database, libpq or JDBC form; else MUDANZA_DATABASE_URL. With --direct.")
    private String databaseUrl;

    @Option(names = "--media", paramLabel = "DIR", description = "The platform's media folder. With --direct.")
    private Path media;

    /** What no node does is done in this process without being asked. */
    public void imply() {
        direct = true;
    }

    public boolean wanted() {
        if (!direct && (databaseUrl != null || media != null)) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "--database-url and --media need --direct.");
        }
        return direct;
    }

    public String databaseUrl(Surroundings surroundings) {
        String url = databaseUrl != null ? databaseUrl : surroundings.variable("MUDANZA_DATABASE_URL");
        if (url == null) {
            throw Failure.of(ProblemCode.INVALID_REQUEST,
                    "--direct needs --database-url URL (or MUDANZA_DATABASE_URL).");
        }
        return url;
    }

    public Path media() {
        return media;
    }

    public Path requiredMedia() {
        if (media == null) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "--include-media with --direct needs --media DIR.");
        }
        return media;
    }
}
