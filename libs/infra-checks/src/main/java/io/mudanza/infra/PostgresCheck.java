package io.mudanza.infra;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Looks at a PostgreSQL server through a connection. Reads only. */
public final class PostgresCheck {
    private static final int OLDEST = 120_000;
    private static final Duration CLOCK_BORNE = Duration.ofSeconds(5);
    private static final int FEW_CONNECTIONS = 20;
    private static final String LONG = "5 minutes";

    private final Connection connection;
    private final Findings findings;

    /** @param findings where to write what is found */
    public PostgresCheck(Connection connection, Findings findings) {
        this.connection = connection;
        this.findings = findings;
    }

    /**
     * Version, clock, connections, transactions, log level, size and extensions.
     *
     * @return the server's major version
     */
    public int look() throws SQLException {
        int version = Integer.parseInt(text("SHOW server_version_num"));
        if (version < OLDEST) {
            findings.failed("version", text("SHOW server_version"), "Upgrade the server: PostgreSQL 12 or newer is needed.");
        } else {
            findings.ok("version", text("SHOW server_version"));
        }
        clock();
        encoding();
        connections();
        transactions();
        String level = text("SHOW wal_level");
        findings.unless(level.equals("minimal"), "wal_level", level,
                "With minimal the server cannot be backed up while it runs: set wal_level = replica and restart it.");
        findings.ok("size", Findings.size(number("SELECT pg_database_size(current_database())")));
        findings.ok("extensions", text("SELECT coalesce(string_agg(extname || ' ' || extversion, ', ' ORDER BY extname), '')"
                + " FROM pg_extension"));
        return version / 10_000;
    }

    /** Whether the role may do what the ledger of a node needs. */
    public void ledgerRights() throws SQLException {
        boolean create = flag("SELECT has_database_privilege(current_database(), 'CREATE')");
        String role = text("SELECT current_user");
        if (create) {
            findings.ok("rights", role + " may create schemas");
        } else {
            findings.failed("rights", role + " may not create schemas",
                    "GRANT CREATE ON DATABASE " + text("SELECT quote_ident(current_database())") + " TO "
                            + text("SELECT quote_ident(current_user)") + ";");
        }
    }

    /** Whether the role may replace the platform by a swap of databases, or only in place. */
    public void platformRights() throws SQLException {
        String role = text("SELECT current_user");
        String quoted = text("SELECT quote_ident(current_user)");
        String database = text("SELECT quote_ident(current_database())");
        boolean createDb = flag("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user");
        boolean owner = flag("SELECT pg_has_role(current_user, datdba, 'MEMBER') FROM pg_database"
                + " WHERE datname = current_database()");
        findings.unless(!createDb || !owner, "rights", role + (createDb && owner ? " may swap databases"
                        : " may not swap databases; a move would load in place"),
                (createDb ? "" : "ALTER ROLE " + quoted + " CREATEDB; ")
                        + (owner ? "" : "ALTER DATABASE " + database + " OWNER TO " + quoted + ";"));
        boolean reads = flag("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") || flag("SELECT NOT EXISTS (SELECT"
                + " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'm')"
                + " AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
                + " AND NOT (has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')))");
        findings.unless(!reads, "reads_everything", reads ? "yes" : "no",
                "An export would leave tables out: GRANT pg_read_all_data TO " + quoted + ";");
    }

    private void clock() throws SQLException {
        Instant before = Instant.now();
        Instant there;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
            row.next();
            there = row.getObject(1, OffsetDateTime.class).toInstant();
        }
        Instant after = Instant.now();
        Duration skew = there.isBefore(before) ? Duration.between(there, before)
                : there.isAfter(after) ? Duration.between(after, there) : Duration.ZERO;
        findings.unless(skew.compareTo(CLOCK_BORNE) > 0, "clock", skew.toMillis() / 1000.0 + " s apart",
                "Let both machines follow the same time servers (chrony, systemd-timesyncd).");
    }

    private void encoding() throws SQLException {
        String encoding = text("SHOW server_encoding");
        findings.unless(!encoding.equals("UTF8"), "encoding", encoding,
                "A platform in another encoding than UTF8 takes only text that fits: create the database with ENCODING 'UTF8'.");
    }

    private void connections() throws SQLException {
        long most = number("SHOW max_connections") - number("SHOW superuser_reserved_connections");
        long used = number("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'");
        long free = most - used;
        findings.unless(free < Math.min(FEW_CONNECTIONS, most / 5 + 1), "free_connections", free + " of " + most,
                "Raise max_connections, or end sessions that are idle: SELECT * FROM pg_stat_activity WHERE state = 'idle';");
    }

    private void transactions() throws SQLException {
        long old = number("SELECT count(*) FROM pg_stat_activity WHERE xact_start < now() - interval '" + LONG + "'"
                + " AND backend_type = 'client backend'");
        findings.unless(old > 0, "long_transactions", old + " older than " + LONG,
                "They hold back a swap and vacuum. See who it is: SELECT pid, usename, xact_start FROM pg_stat_activity"
                        + " WHERE xact_start < now() - interval '" + LONG + "';");
        long prepared = number("SELECT count(*) FROM pg_prepared_xacts WHERE database = current_database()");
        if (prepared > 0) {
            findings.warning("prepared_transactions", String.valueOf(prepared),
                    "Their rows are visible to nobody and would not move: COMMIT PREPARED or ROLLBACK PREPARED each of"
                            + " pg_prepared_xacts.");
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private boolean flag(String sql) throws SQLException {
        return "t".equals(text(sql));
    }
}
