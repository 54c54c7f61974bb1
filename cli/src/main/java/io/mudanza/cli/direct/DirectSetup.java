package io.mudanza.cli.direct;

import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.cli.command.ToolVersion;
import io.mudanza.cli.failure.Failure;
import io.mudanza.cli.job.MigrationOptions;
import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.SwitchMode;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.direct.DirectSettings;
import io.mudanza.engine.schema.SchemaSelection;
import io.mudanza.engine.verify.VerifyLevel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Settings of a run in this process: the key and the journal of this user lie beside the nodes. */
public final class DirectSetup {

    private final Surroundings surroundings;

    public DirectSetup(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** @param options null for those of a run without a target */
    public DirectSettings settings(MigrationOptions options, int workers, SchemaSelection selection) {
        Path home = surroundings.home().resolve("direct");
        return new DirectSettings(
                key(home),
                "direct",
                "mudanza " + ToolVersion.number(),
                workers,
                selection,
                options == null ? null : mode(options),
                options == null ? VerifyLevel.FULL : VerifyLevel.valueOf(options.verify().name()),
                options == null || options.createCheckpoint(),
                options != null && options.overwrite(),
                null,
                home.resolve("journal"),
                Duration.ofSeconds(5),
                surroundings.variable("MUDANZA_PG_DUMP"));
    }

    /** An address as it was given. */
    public DatabaseAddress address(String url) {
        try {
            return DatabaseAddress.parse(url, null, null);
        } catch (EngineException e) {
            throw Failure.of(e);
        }
    }

    private static SwitchMode mode(MigrationOptions options) {
        return switch (options.mode()) {
            case AUTO -> null;
            case DATABASE_SWAP -> SwitchMode.DATABASE_SWAP;
            case IN_PLACE -> SwitchMode.IN_PLACE;
        };
    }

    private static NodeKey key(Path home) {
        try {
            return NodeKey.loadOrCreate(home.resolve("key.pem"));
        } catch (IOException e) {
            throw Failure.of(ProblemCode.INTERNAL_ERROR, "The signing key in " + home + " cannot be used: "
                    + e.getMessage(), e);
        }
    }
}
