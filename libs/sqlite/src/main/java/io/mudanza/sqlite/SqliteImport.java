package io.mudanza.sqlite;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.checkpoint.SwitchMode;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.direct.DirectIntake;
import io.mudanza.engine.direct.DirectResult;
import io.mudanza.engine.direct.DirectSettings;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.sqlite.intake.IntakeOptions;
import io.mudanza.sqlite.intake.SqliteIntake;
import io.mudanza.sqlite.reject.Rejects;
import io.mudanza.sqlite.schema.InferredSchema;
import io.mudanza.sqlite.schema.ScratchDatabase;
import io.mudanza.sqlite.source.SourceCatalog;
import io.mudanza.sqlite.source.SqliteFile;
import io.mudanza.sqlite.target.TargetTables;
import java.nio.file.Path;
import java.util.List;

/**
 * Brings a SQLite file to PostgreSQL: into the tables that the application created there, or into such as are made after
 * the file. Verified, published by renaming, with a way back.
 */
public final class SqliteImport {

    private final DirectSettings settings;
    private final IntakeOptions options;

    public SqliteImport(DirectSettings settings, IntakeOptions options) {
        this.settings = swapping(settings);
        this.options = options;
    }

    /** The schema is read from the target while the new state is made: both have to stand beside each other. */
    private static DirectSettings swapping(DirectSettings all) {
        return new DirectSettings(all.key(), all.node(), all.toolVersion(), all.workers(), all.selection(),
                SwitchMode.DATABASE_SWAP, all.verify(), all.checkpoint(), all.overwrite(), all.workFolder(), all.journal(),
                all.drain(), all.pgDump());
    }

    /**
     * Brings it. A target that does not exist is created, and removed again when the run fails.
     *
     * @param direction word for the certificate
     * @throws EngineException with the code of what went wrong; the target is what it was
     */
    public IntakeResult run(
            String direction, Path file, DatabaseAddress target, ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        progress.doing("opening the file");
        try (SqliteFile sqlite = SqliteFile.open(file, settings.workers()); Rejects rejects = new Rejects(options.rejects())) {
            SourceCatalog source = SourceCatalog.read(sqlite);
            boolean created = DirectIntake.ensure(target);
            boolean published = false;
            try {
                IntakeResult result = into(direction, sqlite, source, rejects, target, created, progress, cancellation);
                published = result.run().published();
                return result;
            } finally {
                if (created && !published) {
                    DirectIntake.drop(target);
                }
            }
        }
    }

    private IntakeResult into(
            String direction, SqliteFile file, SourceCatalog source, Rejects rejects, DatabaseAddress target,
            boolean created, ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        SqliteIntake intake = new SqliteIntake(settings, options, direction, file, source, rejects, target, created);
        TargetTables tables = TargetTables.read(target);
        if (!tables.tables().isEmpty()) {
            DirectResult run = intake.run(target, tables, List.of(), false, progress, cancellation);
            return new IntakeResult(run, rejects.counts(), false);
        }
        progress.doing("making tables after the file");
        try {
            return inferred(intake, file, source, target, rejects, false, progress, cancellation);
        } catch (EngineException e) {
            if (rejects.total() == 0) {
                throw e;
            }
            // Some value is not of the type that its column seemed to have: all of them are looked at.
            rejects.reset();
            return inferred(intake, file, source, target, rejects, true, progress, cancellation);
        }
    }

    private IntakeResult inferred(
            SqliteIntake intake, SqliteFile file, SourceCatalog source, DatabaseAddress target, Rejects rejects,
            boolean everything, ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        InferredSchema inferred = InferredSchema.of(file, source, options.exclude(), everything);
        try (ScratchDatabase scratch = ScratchDatabase.create(target)) {
            inferred.apply(scratch.address());
            DirectResult run = intake.run(scratch.address(), TargetTables.read(scratch.address()), inferred.notCarried(),
                    !everything, progress, cancellation);
            return new IntakeResult(run, rejects.counts(), true);
        }
    }
}
