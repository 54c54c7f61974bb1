package io.mudanza.sqlite.source;

import io.mudanza.engine.EngineException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A SQLite file that is read and never written: several readers that all see the same state, also while the application
 * goes on writing.
 */
public final class SqliteFile implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    private final Path file;
    private final List<SQLiteConnection> readers = new ArrayList<>();
    private final String encoding;

    private SqliteFile(Path file, int readers) throws EngineException {
        this.file = file;
        try {
            for (int i = 0; i < readers; i++) {
                this.readers.add(reader());
            }
            beginTogether();
            encoding = text("PRAGMA encoding");
        } catch (SQLException e) {
            close();
            throw SqliteProblem.of(e, file, "opening it");
        }
    }

    /**
     * Opens a file.
     *
     * @param readers how many may read at the same time; fewer where the file cannot be held still for a moment
     * @throws EngineException INVALID_REQUEST when it is none, SOURCE_LOST when it cannot be read
     */
    public static SqliteFile open(Path file, int readers) throws EngineException {
        FileHeader.require(file);
        return new SqliteFile(file.toAbsolutePath(), readers);
    }

    private SQLiteConnection reader() throws SQLException {
        SQLiteConnection connection;
        try {
            connection = open("mode=ro", true);
            execute(connection, "SELECT count(*) FROM sqlite_schema");
        } catch (SQLException e) {
            // In WAL mode on a medium that nobody can write to, and with nothing left in the log.
            if (Files.isWritable(file.getParent()) || Files.exists(Path.of(file + "-wal"))) {
                throw e;
            }
            connection = open("immutable=1", true);
        }
        // Cheap checks that turn most damage into an error instead of odd rows.
        execute(connection, "PRAGMA cell_size_check = ON");
        execute(connection, "PRAGMA temp_store = MEMORY");
        execute(connection, "PRAGMA trusted_schema = OFF");
        execute(connection, "PRAGMA cache_size = -4000");
        execute(connection, "PRAGMA mmap_size = 0");
        return connection;
    }

    private SQLiteConnection open(String mode, boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(readOnly);
        config.setBusyTimeout(PATIENCE_MILLIS);
        return new JDBC4Connection("jdbc:sqlite:" + uri() + "?" + mode, uri() + "?" + mode, config.toProperties());
    }

    private String uri() {
        StringBuilder uri = new StringBuilder("file:");
        for (byte b : file.toString().getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '/' || b == '.'
                    || b == '-' || b == '_';
            uri.append(plain ? String.valueOf((char) b) : String.format("%%%02X", b & 0xff));
        }
        return uri.toString();
    }

    /** While a writer's place is taken nobody commits, so all readers begin at the same state. */
    private void beginTogether() throws SQLException {
        if (readers.size() > 1) {
            try (SQLiteConnection guard = open("mode=rw", false)) {
                execute(guard, "BEGIN IMMEDIATE");
                for (SQLiteConnection reader : readers) {
                    begin(reader);
                }
                execute(guard, "ROLLBACK");
                return;
            } catch (SQLException e) {
                // A file that this process may not write to: one reader sees one state anyway.
                while (readers.size() > 1) {
                    readers.removeLast().close();
                }
                readers.removeFirst().close();
                readers.add(reader());
            }
        }
        begin(readers.getFirst());
    }

    private static void begin(SQLiteConnection reader) throws SQLException {
        execute(reader, "BEGIN");
        execute(reader, "SELECT count(*) FROM sqlite_schema");
    }

    static void execute(SQLiteConnection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection(0).createStatement(); var row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /** Its path. */
    public Path path() {
        return file;
    }

    /** How many can read at the same time. */
    public int readers() {
        return readers.size();
    }

    /** One of the readers, in its transaction; each for one thread at a time. */
    public SQLiteConnection connection(int reader) {
        return readers.get(reader);
    }

    /** Whether texts lie there as UTF-16. */
    public boolean isUtf16() {
        return encoding.startsWith("UTF-16");
    }

    /** Whether such texts have their low bytes first. */
    public boolean isLittleEndian() {
        return encoding.equals("UTF-16le");
    }

    @Override
    public void close() {
        for (SQLiteConnection reader : readers) {
            try {
                reader.close();
            } catch (SQLException e) {
                // Nothing was written through it, so nothing is lost.
            }
        }
    }
}
