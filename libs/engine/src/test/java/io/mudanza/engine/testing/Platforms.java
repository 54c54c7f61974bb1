package io.mudanza.engine.testing;

import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.engine.connect.DatabaseAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** Databases for tests. */
public final class Platforms {

    private static DatabaseAddress torture;

    private Platforms() {}

    public static DatabaseAddress empty(String prefix) throws Exception {
        return DatabaseAddress.parse(TestInfra.newDatabase(prefix).url(), null, null);
    }

    /** A database with everything in it; one for all tests, which do not change it. */
    public static synchronized DatabaseAddress torture() throws Exception {
        if (torture == null) {
            DatabaseAddress address = empty("torture");
            execute(address, Files.readString(
                    Path.of(Platforms.class.getResource("/torture/schema.sql").toURI()), StandardCharsets.UTF_8));
            torture = address;
        }
        return torture;
    }

    public static Connection connect(DatabaseAddress address) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("preferQueryMode", "simple");
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database(), properties);
    }

    public static void execute(DatabaseAddress address, String sql) throws Exception {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    public static String value(DatabaseAddress address, String sql) throws Exception {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** The whole dump, each COPY block sorted, because the order of rows means nothing. */
    public static List<String> dump(DatabaseAddress address) throws Exception {
        Path file = Files.createTempFile("dump", ".sql");
        ProcessBuilder builder = new ProcessBuilder(
                "/usr/lib/postgresql/15/bin/pg_dump", "-h", address.host(), "-p", Integer.toString(address.port()),
                "-U", address.user(), "--no-password", "--blobs", "--exclude-schema=_mudanza",
                "-f", file.toString(), address.database());
        builder.environment().put("PGPASSWORD", address.password());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
        Files.delete(file);
        lines.removeIf(line -> line.startsWith("\\restrict") || line.startsWith("\\unrestrict"));
        int begin = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (begin < 0 && lines.get(i).startsWith("COPY ") && lines.get(i).endsWith("FROM stdin;")) {
                begin = i + 1;
            } else if (begin >= 0 && lines.get(i).equals("\\.")) {
                List<String> rows = lines.subList(begin, i);
                String[] sorted = rows.toArray(String[]::new);
                Arrays.sort(sorted);
                for (int k = 0; k < sorted.length; k++) {
                    rows.set(k, sorted[k]);
                }
                begin = -1;
            }
        }
        return lines;
    }
}
