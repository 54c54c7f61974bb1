package io.mudanza.dumps.testing;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpLimits;
import io.mudanza.dumps.policy.DumpPolicy;
import io.mudanza.dumps.restore.DumpReport;
import io.mudanza.dumps.restore.DumpRequest;
import io.mudanza.dumps.restore.DumpRestore;
import io.mudanza.dumps.restore.DumpSelection;
import io.mudanza.dumps.source.DumpSource;
import io.mudanza.embedded.postgres.PostgresInstallation;
import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Makes databases, dumps them with the pg_dump of this machine, and restores dumps with the default settings. */
public final class Dumped {

    private Dumped() {}

    public static DatabaseAddress empty(String prefix) throws EngineException {
        return DatabaseAddress.parse(TestInfra.newDatabase(prefix).url(), null, null);
    }

    public static DatabaseAddress everything() throws Exception {
        DatabaseAddress address = empty("everything");
        try (InputStream sql = Dumped.class.getResourceAsStream("/everything.sql")) {
            execute(address, new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
        return address;
    }

    public static void execute(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = connect(address); Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    public static String one(DatabaseAddress address, String query) throws SQLException {
        try (Connection connection = connect(address); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    public static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database()
                        + "?preferQueryMode=simple",
                address.user(), address.password());
    }

    /** Runs a program of PostgreSQL on a database; what it says to its standard output. */
    public static String run(DatabaseAddress address, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(PostgresInstallation.best().bin().resolve(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PGHOST", address.host());
        builder.environment().put("PGPORT", String.valueOf(address.port()));
        builder.environment().put("PGUSER", address.user());
        builder.environment().put("PGPASSWORD", String.valueOf(address.password()));
        builder.environment().put("PGDATABASE", address.database());
        Process process = builder.start();
        byte[] said = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IOException(program + " ended with " + process.exitValue());
        }
        return new String(said, StandardCharsets.UTF_8);
    }

    /** A dump in a file or folder. */
    public static Path dump(DatabaseAddress address, Path to, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-f", to.toString()));
        run(address, "pg_dump", all.toArray(String[]::new));
        return to;
    }

    /** Everything but owners and privileges, as one text, to be compared. */
    public static String text(DatabaseAddress address) throws IOException, InterruptedException {
        return run(address, "pg_dump", "--no-owner", "--no-privileges")
                .replaceAll("(?m)^\\\\(un)?restrict .*$", "");
    }

    public static DumpReport restore(Path dump, DatabaseAddress scratch)
            throws DumpException, EngineException, InterruptedException {
        return restore(DumpSource.open(dump), scratch, DumpPolicy.STRICT);
    }

    public static DumpReport restore(DumpSource source, DatabaseAddress scratch, DumpPolicy policy)
            throws DumpException, EngineException, InterruptedException {
        return restore(DumpRequest.of(UUID.randomUUID(), source, scratch, policy));
    }

    public static DumpReport restore(DumpRequest request) throws DumpException, EngineException, InterruptedException {
        return new DumpRestore(ProgressListener.NONE, Cancellation.NEVER).restore(request);
    }

    /** A plain dump from a text, as pg_dump begins and ends it. */
    public static DumpSource plain(String body) {
        return text("--\n-- PostgreSQL database dump\n--\n\nSET client_encoding = 'UTF8';\n"
                + "SELECT pg_catalog.set_config('search_path', '', false);\n" + body
                + "\n--\n-- PostgreSQL database dump complete\n--\n");
    }

    public static DumpSource text(String text) {
        return DumpSource.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "test");
    }

    /** With other limits, and not asking for rows. */
    public static DumpRequest request(DumpSource source, DatabaseAddress scratch, DumpPolicy policy, DumpLimits limits) {
        return new DumpRequest(UUID.randomUUID(), source, scratch, DumpSelection.ALL, policy, limits, 2, true, false);
    }

    /** Roles of restores that are on the server. */
    public static String roles(DatabaseAddress address) throws SQLException {
        return one(address, "SELECT coalesce(string_agg(rolname, ' '), '') FROM pg_roles WHERE rolname LIKE 'mudanza_restore_%'");
    }
}
