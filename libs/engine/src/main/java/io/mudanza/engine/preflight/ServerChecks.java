package io.mudanza.engine.preflight;

import io.mudanza.bundle.manifest.Head;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Rows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Version, encoding, connections, room, and what blocks a rename or a drop. */
final class ServerChecks {

    private final PreflightRequest request;
    private final Head head;
    private final TargetFacts facts;
    private final Findings findings;

    ServerChecks(PreflightRequest request, Head head, TargetFacts facts, Findings findings) {
        this.request = request;
        this.head = head;
        this.facts = facts;
        this.findings = findings;
    }

    void run(Connection connection) throws SQLException {
        version();
        encoding();
        blockers(connection);
        connections(connection);
        room(connection);
        if (!facts.sessions().isEmpty()) {
            findings.notes.add(facts.sessions().size() + " session(s) are open in " + request.target().database()
                    + " and will be ended at publish unless they end before.");
        }
    }

    private void version() {
        int source = head.serverVersionNumber() / 10000;
        int target = facts.version() / 10000;
        if (source > target) {
            findings.error(
                    Code.TARGET_VERSION_OLDER,
                    "The source is PostgreSQL " + source + ", the target " + target
                            + ". Move to a server of version " + source + " or newer.");
        }
        if (facts.standby()) {
            findings.error(
                    Code.TARGET_RIGHTS_MISSING,
                    "The target is a standby and only reads. Give the address of the primary.");
        }
    }

    private void encoding() {
        String source = head.encoding();
        if (source == null || source.equals(facts.encoding())) {
            return;
        }
        if (!facts.encoding().equals("UTF8")) {
            findings.error(
                    Code.TARGET_ENCODING_UNFIT,
                    "The source is in " + source + ", the target in " + facts.encoding()
                            + ", which has no room for every character. Create the target database with ENCODING 'UTF8'.");
        } else if (source.equals("SQL_ASCII")) {
            findings.warnings.add("The source is in SQL_ASCII: a text that is not valid UTF-8 will be refused.");
        }
        if (head.collate() != null && !head.collate().equals(facts.collate())) {
            findings.notes.add("Texts will sort by " + facts.collate() + " here, by " + head.collate()
                    + " at the source.");
        }
    }

    private void blockers(Connection connection) throws SQLException {
        List<String> prepared = Rows.column(connection,
                "SELECT gid FROM pg_catalog.pg_prepared_xacts WHERE database = pg_catalog.current_database()");
        if (!prepared.isEmpty()) {
            findings.error(
                    Code.TARGET_IN_USE,
                    "The target has prepared transactions (" + String.join(", ", prepared)
                            + "). Finish them with COMMIT PREPARED or ROLLBACK PREPARED.");
        }
        List<String> subscriptions = Rows.column(connection, "SELECT subname FROM pg_catalog.pg_subscription"
                + " WHERE subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())");
        if (!subscriptions.isEmpty()) {
            findings.error(
                    Code.TARGET_IN_USE,
                    "The target receives changes by subscription (" + String.join(", ", subscriptions)
                            + "). Drop the subscription first.");
        }
        List<String> slots = Rows.column(connection, "SELECT slot_name FROM pg_catalog.pg_replication_slots"
                + " WHERE database = pg_catalog.current_database()");
        if (!slots.isEmpty()) {
            findings.error(
                    Code.TARGET_IN_USE,
                    "Logical replication slots read from the target (" + String.join(", ", slots)
                            + ") and would go on reading the old state. Drop them first.");
        }
    }

    private void connections(Connection connection) throws SQLException {
        String[] row = Rows.of(connection, """
                SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
                  - (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE usesysid IS NOT NULL),
                  (SELECT rolconnlimit FROM pg_catalog.pg_roles WHERE rolname = current_user)""").getFirst();
        int needed = request.workers() + 4;
        int free = Integer.parseInt(row[0]);
        int limit = Integer.parseInt(row[1]);
        if (free < needed || limit >= 0 && limit < needed) {
            findings.warnings.add("The load needs about " + needed + " connections; the server has " + free
                    + " left" + (limit >= 0 ? " and the role may open " + limit : "") + ".");
        }
    }

    private void room(Connection connection) throws SQLException {
        Path data = localDataDirectory(connection);
        if (data == null) {
            findings.notes.add("The free space of the server's disk cannot be seen from here; the new state needs about "
                    + head.databaseBytes() + " bytes beside the old one.");
            return;
        }
        try {
            findings.freeBytes = Files.getFileStore(data).getUsableSpace();
        } catch (IOException e) {
            findings.notes.add("The free space of " + data + " cannot be read: " + e.getMessage() + ".");
            return;
        }
        if (head.databaseBytes() > findings.freeBytes) {
            findings.error(
                    Code.TARGET_FULL,
                    "The new state needs about " + head.databaseBytes() + " bytes beside the old one, but only "
                            + findings.freeBytes + " are free on the server's disk. Make room first.");
        }
    }

    private Path localDataDirectory(Connection connection) throws SQLException {
        try {
            if (!InetAddress.getByName(request.target().host()).isLoopbackAddress()) {
                return null;
            }
        } catch (UnknownHostException e) {
            return null;
        }
        List<String> setting = Rows.column(connection,
                "SELECT setting FROM pg_catalog.pg_settings WHERE name = 'data_directory'");
        Path data = setting.isEmpty() || setting.getFirst() == null ? null : Path.of(setting.getFirst());
        return data != null && Files.exists(data) ? data : null;
    }
}
