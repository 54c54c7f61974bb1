package io.mudanza.launcher.up;

import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.launcher.node.NodeRegister;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.node.Replicas;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that describe a node. */
final class NodeOptions {
    @Option(names = "--name", defaultValue = "local", paramLabel = "NAME",
            description = "Name of the node (default: local).")
    private String name;

    @Option(names = "--port", defaultValue = "0", paramLabel = "PORT",
            description = "Port of the gateway; else the one it had last, else a free one.")
    private int port;

    @Option(names = "--bind", defaultValue = "127.0.0.1", paramLabel = "ADDRESS",
            description = "Address the gateway listens on (default: this machine only; others belong behind TLS).")
    private String bind;

    @Option(names = "--database-url", paramLabel = "URL",
            description = "The platform: postgresql://user@host:port/db or jdbc:postgresql://…; the password also from "
                    + "PGPASSWORD or ~/.pgpass. Else MUDANZA_PLATFORM_DATABASE_URL, else an empty embedded database.")
    private String databaseUrl;

    @Option(names = "--media", paramLabel = "DIR", description = "Media folder of the platform.")
    private Path media;

    @Option(names = "--data-dir", paramLabel = "DIR",
            description = "Where the node keeps everything (default: ~/.mudanza/nodes/NAME).")
    private Path dataDir;

    @Option(names = "--apart", description = "Each service in a process of its own, as in a cluster.")
    private boolean apart;

    @Option(names = "--replicas", defaultValue = "", paramLabel = "NAME=N,…",
            description = "With --apart: processes per worker, e.g. exporting=2,importing=2,transfer=2,verifying=2.")
    private String replicas;

    NodeSpec spec(Surroundings surroundings, NodeRegister register) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            throw Failure.of(ProblemCode.INVALID_REQUEST,
                    "A node's name is made of letters, digits, dots, dashes and underscores, and begins with a letter"
                            + " or digit.");
        }
        if (port < 0 || port > 65_535) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, "A port is a number from 1 to 65535.");
        }
        Replicas counts = replicas();
        Path dir = dataDir == null ? register.dataDir(name) : dataDir.toAbsolutePath().normalize();
        Path store = media == null ? null : media.toAbsolutePath().normalize();
        String url = databaseUrl != null ? databaseUrl : surroundings.variable("MUDANZA_PLATFORM_DATABASE_URL");
        if (url == null) {
            return new NodeSpec(name, port, bind, null, null, null, store, dir, apart, false, counts);
        }
        try {
            DatabaseAddress address = DatabaseAddress.parse(url, surroundings.variable("MUDANZA_PLATFORM_USERNAME"),
                    surroundings.variable("MUDANZA_PLATFORM_PASSWORD"));
            return new NodeSpec(
                    name, port, bind, url, address.user(), address.password(), store, dir, apart, false, counts);
        } catch (EngineException e) {
            throw Failure.of(e);
        }
    }

    private Replicas replicas() {
        try {
            Replicas counts = Replicas.parse(replicas);
            if (!apart && !counts.counts().isEmpty()) {
                throw Failure.of(ProblemCode.INVALID_REQUEST,
                        "Replicas are processes of their own: --replicas goes with --apart.");
            }
            return counts;
        } catch (IllegalArgumentException e) {
            throw Failure.of(ProblemCode.INVALID_REQUEST, e.getMessage());
        }
    }
}
