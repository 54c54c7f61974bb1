package io.mudanza.sqlite.testing;

import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.direct.DirectRollback;
import io.mudanza.engine.direct.DirectSettings;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.sqlite.IntakeResult;
import io.mudanza.sqlite.SqliteImport;
import io.mudanza.sqlite.intake.IntakeOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One folder, one SQLite file, one target. */
public final class Lite {

    private static final NodeKey KEY = NodeKey.generate();

    private final Path file;
    private final DatabaseAddress target;
    private final DirectSettings settings;

    public Lite(Path folder) throws Exception {
        this.file = folder.resolve("db.sqlite3");
        this.target = DatabaseAddress.parse(TestInfra.newDatabase("lite").url(), null, null);
        this.settings = DirectSettings.defaults(KEY, folder.resolve("journal"));
    }

    public Path file() {
        return file;
    }

    public DatabaseAddress target() {
        return target;
    }

    public DirectSettings settings() {
        return settings;
    }

    public Connection open() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    public Lite sqlite(String... statements) throws Exception {
        try (Connection connection = open(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    public Connection postgres() throws Exception {
        return DriverManager.getConnection("jdbc:postgresql://" + target.host() + ":" + target.port() + "/" + target.database(),
                target.user(), target.password());
    }

    public Lite postgres(String sql) throws Exception {
        try (Connection connection = postgres(); Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
        return this;
    }

    public String value(String sql) throws Exception {
        List<String> rows = rows(sql);
        return rows.isEmpty() ? null : rows.getFirst();
    }

    /** Rows of one column. */
    public List<String> rows(String sql) throws Exception {
        try (Connection connection = postgres(); Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            List<String> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    rows.add(row.getString(1));
                }
            }
            return rows;
        }
    }

    public IntakeResult bring() throws Exception {
        return bring(IntakeOptions.strict());
    }

    public IntakeResult bring(IntakeOptions options) throws Exception {
        return bring(options, Cancellation.NEVER);
    }

    public IntakeResult bring(IntakeOptions options, Cancellation cancellation) throws Exception {
        return new SqliteImport(settings, options).run("copy", file, target, ProgressListener.NONE, cancellation);
    }

    public void rollBack(UUID job) throws Exception {
        new DirectRollback(settings, target, null).run(job, ProgressListener.NONE);
    }
}
