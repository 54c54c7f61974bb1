package io.mudanza.engine.schema;

import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Databases of the test server, and the hostile schema. */
public final class TestDatabases {

    private TestDatabases() {}

    public static DatabaseAddress create(String prefix) throws EngineException {
        return address(TestInfra.newDatabase(prefix).name());
    }

    public static DatabaseAddress address(String database) throws EngineException {
        TestInfra.Database admin = TestInfra.database("postgres");
        return DatabaseAddress.parse(admin.jdbcUrl(), admin.username(), admin.password()).withDatabase(database);
    }

    public static DatabaseAddress as(DatabaseAddress address, String user, String password) {
        return new DatabaseAddress(
                address.host(), address.port(), address.database(), user, password, address.properties());
    }

    public static Connection connect(DatabaseAddress address) throws SQLException {
        String name = java.net.URLEncoder.encode(address.database(), StandardCharsets.UTF_8);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + name, address.user(),
                address.password());
    }

    public static void run(DatabaseAddress address, String... statements) throws SQLException {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public static List<String> column(DatabaseAddress address, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /** A database with everything that is hard to move. */
    public static DatabaseAddress hostile() throws EngineException, SQLException, IOException {
        DatabaseAddress address = create("hostile");
        try (InputStream in = TestDatabases.class.getResourceAsStream("/schema/hostile.sql");
                SchemaSession session = SchemaSession.open(address, EngineException.Code.TARGET_LOST)) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            session.run("SET search_path = public");
            for (String role : List.of("owner \"one\"", "reader")) {
                if (!session.rows("SELECT 1 FROM pg_roles WHERE rolname = " + SchemaSession.literal(role)).isEmpty()) {
                    script = script.replace("CREATE ROLE " + QualifiedName.quote(role) + ";", "")
                            .replace("CREATE ROLE " + role + ";", "");
                }
            }
            session.run(script);
            session.commit();
        }
        return address;
    }

    /** The whole schema as pg_dump tells it, without the lines that differ at each run. */
    public static String dump(DatabaseAddress address) throws EngineException, InterruptedException, IOException {
        PgDump program = PgDump.find(null, 15);
        Process process = null;
        ProcessBuilder builder = new ProcessBuilder(program.program().toString(), "--schema-only", "--no-password")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PGHOST", address.host());
        builder.environment().put("PGPORT", String.valueOf(address.port()));
        builder.environment().put("PGUSER", address.user());
        builder.environment().put("PGPASSWORD", address.password());
        builder.environment().put("PGDATABASE", address.database());
        process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("pg_dump failed");
        }
        return text.replaceAll("(?m)^\\\\(un)?restrict .*$", "");
    }
}
