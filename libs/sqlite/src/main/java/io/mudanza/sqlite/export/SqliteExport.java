package io.mudanza.sqlite.export;

import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.SchemaSelection;
import io.mudanza.engine.verify.Verdict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a platform into a SQLite file that its application can start on: one snapshot, every table read back and compared
 * before the file gets its name.
 */
public final class SqliteExport {

    /**
     * What was written.
     *
     * @param verdict    EQUAL when every row that was read back is the one of the platform and nothing stayed behind
     * @param rows       rows
     * @param bytes      size of the file
     * @param notCarried what SQLite cannot hold
     * @param different  tables whose rows could not be kept digit by digit, with the reason
     */
    public record Result(Verdict verdict, long rows, long bytes, List<NotCarried> notCarried, List<String> different) {}

    private final SchemaSelection selection;

    /** @param selection tables that are wanted */
    public SqliteExport(SchemaSelection selection) {
        this.selection = selection;
    }

    /**
     * Writes the file; one that is there is replaced only when the new one is whole.
     *
     * @throws EngineException with the code of what went wrong; nothing is left behind
     */
    public Result run(DatabaseAddress source, Path output, ProgressListener progress, Cancellation cancellation)
            throws EngineException {
        Path draft = output.resolveSibling("." + output.getFileName() + ".mudanza-draft");
        Connection connection = Connections.open(source, Side.SOURCE);
        try {
            Files.deleteIfExists(draft);
            connection.setAutoCommit(false);
            Result result = write(connection, source, draft, progress, cancellation);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, output, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return result;
        } catch (SQLException e) {
            throw e instanceof org.sqlite.SQLiteException ? failed(output, e) : Failures.of(e, Side.SOURCE, "reading the platform");
        } catch (IOException e) {
            throw failed(output, e);
        } finally {
            Connections.close(connection);
            draft.toFile().delete();
        }
    }

    private Result write(
            Connection connection, DatabaseAddress source, Path draft, ProgressListener progress, Cancellation cancellation)
            throws SQLException, EngineException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            PlatformCatalog catalog = new PlatformCatalog(statement, selection::wants);
            List<PlatformTable> tables = catalog.read(connection);
            List<NotCarried> notCarried = new ArrayList<>(catalog.notCarried());
            long rows = new LiteWriter(connection, draft, notCarried, progress, cancellation).write(tables);
            progress.doing("reading back");
            List<String> different = new ReadBackCheck(connection, source, draft, cancellation).differences(tables);
            Verdict verdict = !different.isEmpty() || !notCarried.isEmpty() ? Verdict.NOT_VERIFIED : Verdict.EQUAL;
            return new Result(verdict, rows, Files.size(draft), List.copyOf(notCarried), different);
        }
    }

    private static EngineException failed(Path output, Exception e) {
        return new EngineException(Code.STORE_FAILED, "The file " + output + " cannot be written: " + e.getMessage() + ".", e);
    }
}
