package io.mudanza.sqlite;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.direct.DirectSettings;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.scratch.ScratchFolder;
import io.mudanza.sqlite.dumpdata.DumpFile;
import io.mudanza.sqlite.intake.IntakeOptions;
import io.mudanza.sqlite.target.TargetTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a dumpdata of Django into the tables that its migrations made. The dump is first turned into a SQLite file of the
 * target's shape, so that everything is as with such a file.
 */
public final class DumpdataImport {

    private final DirectSettings settings;
    private final IntakeOptions options;

    public DumpdataImport(DirectSettings settings, IntakeOptions options) {
        this.settings = settings;
        this.options = options;
    }

    /**
     * Brings it.
     *
     * @throws EngineException with the code of what went wrong; the target is what it was
     */
    public IntakeResult run(
            String direction, Path dump, DatabaseAddress target, ProgressListener progress, Cancellation cancellation)
            throws EngineException, InterruptedException {
        TargetTables tables = TargetTables.read(target);
        if (tables.tables().isEmpty()) {
            throw new EngineException(Code.INVALID_REQUEST, "The target " + target + " has no tables, and a dumpdata has no"
                    + " schema. Let the application create its tables first: python manage.py migrate.");
        }
        try (ScratchFolder scratch = ScratchFolder.below(settings.workFolder())) {
            Path file = scratch.path().resolve(dump.getFileName() + ".sqlite3");
            progress.doing("reading the dump");
            List<String> unseen = new DumpFile(tables, target, options.exclude(), options.map())
                    .read(dump, file, cancellation);
            List<String> exclude = new ArrayList<>(unseen);
            IntakeOptions there = new IntakeOptions(options.policy(), options.onReject(), options.rejects(), exclude, null);
            return new SqliteImport(settings, there).run(direction, file, target, progress, cancellation);
        } catch (IOException e) {
            throw new EngineException(Code.STORE_FAILED, "The temporary folder cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
