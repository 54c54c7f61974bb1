package io.mudanza.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Writes down how the nodes stand after a violation: ledgers, sessions, logs. */
final class Dump {
    private static final List<String> QUESTIONS = List.of(
            "SELECT * FROM gateway.job ORDER BY created_at DESC LIMIT 4",
            "SELECT * FROM gateway.job_step ORDER BY id DESC LIMIT 30",
            "SELECT * FROM gateway.lease",
            "SELECT * FROM exporting.step_run ORDER BY step_id DESC LIMIT 4",
            "SELECT * FROM importing.step_run ORDER BY step_id DESC LIMIT 8",
            "SELECT * FROM transfer.step_run ORDER BY step_id DESC LIMIT 8",
            "SELECT * FROM verifying.step_run ORDER BY step_id DESC LIMIT 4",
            "SELECT 'gateway', count(*), min(id) FROM gateway.outbox",
            "SELECT * FROM gateway.job_event ORDER BY 1 DESC LIMIT 60");
    private static final List<String> SERVER = List.of(
            "SELECT pid, datname, application_name, state, wait_event, query_start, left(query, 200) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend'",
            "SELECT datname, pg_catalog.shobj_description(oid, 'pg_database') FROM pg_database",
            "SELECT * FROM pg_locks WHERE locktype = 'advisory'");

    private Dump() {}

    static void write(Fleet fleet, Path folder, Trial.Result result) throws IOException, InterruptedException {
        Os.succeeds("rm", "-rf", folder.toString());
        Files.createDirectories(folder);
        Files.write(folder.resolve("violations"), result.violations());
        for (Site site : List.of(fleet.single(), fleet.apart())) {
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(folder.resolve(site.name() + ".txt")))) {
                try (Connection ledger = site.toLedger()) {
                    QUESTIONS.forEach(question -> print(ledger, question, out));
                } catch (SQLException away) {
                    out.println("the ledger does not answer: " + away);
                }
                try (Connection server = site.platformServer().connect("postgres")) {
                    SERVER.forEach(question -> print(server, question, out));
                } catch (SQLException away) {
                    out.println("the platform's server does not answer: " + away);
                }
            }
            Os.succeeds("cp", "-r", site.dir().resolve("node/logs").toString(),
                    folder.resolve(site.name() + "-logs").toString());
        }
    }

    private static void print(Connection connection, String question, PrintWriter out) {
        out.println("-- " + question);
        try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery(question)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringBuilder line = new StringBuilder();
                for (int i = 1; i <= columns; i++) {
                    line.append(rows.getMetaData().getColumnName(i)).append('=').append(rows.getString(i)).append("  ");
                }
                out.println(line);
            }
        } catch (SQLException failed) {
            out.println(failed.getMessage());
        }
        out.println();
    }
}
