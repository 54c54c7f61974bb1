package io.mudanza.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** What is done while a replica is held in the middle of a piece that it does for another. Returns what was hit. */
final class PieceStrike {
    private final Fault fault;
    private final Site victim;
    private final Move move;

    PieceStrike(Fault fault, Site victim, Move move) {
        this.fault = fault;
        this.victim = victim;
        this.move = move;
    }

    /** The process that gave the piece away ends; in half of the cases the piece stays out beyond the lease. */
    String killLeader(long assistant) throws IOException, SQLException, InterruptedException {
        long leader = leader();
        Os.signal("KILL", leader);
        if (stays()) {
            Thread.sleep(fault.lasting());
        }
        return "killed the leader" + unlike(leader, assistant) + (stays() ? ", the piece stayed out" : "");
    }

    /** The leader sleeps beyond its lease and wakes up. */
    String stopLeader(long assistant) throws IOException, SQLException, InterruptedException {
        long leader = leader();
        Os.signal("STOP", leader);
        if (!stays()) {
            Files.deleteIfExists(victim.fired());
        }
        Thread.sleep(fault.lasting());
        Os.signal("CONT", leader);
        return "stopped the leader" + unlike(leader, assistant) + (stays() ? ", the piece stayed out" : "");
    }

    String cancel() throws IOException, InterruptedException {
        int status = move.owner().api().post("jobs/" + move.id() + "/cancel/", Api.JSON.createObjectNode(),
                UUID.randomUUID().toString()).status();
        if (stays()) {
            Thread.sleep(fault.lasting());
        }
        return "cancel answered " + status + (stays() ? ", the piece stayed out" : "");
    }

    /** The server ends the session in which the piece is written. */
    String endSession() throws SQLException {
        try (Connection connection = victim.toPlatform(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE application_name LIKE 'mudanza-piece-%'")) {
            row.next();
            return "ended " + row.getLong(1) + " sessions of pieces";
        }
    }

    private boolean stays() {
        return fault.victim() < 0.5;
    }

    private static String unlike(long leader, long assistant) {
        return leader == assistant ? " (it is the same process)" : "";
    }

    private long leader() throws SQLException, IOException {
        String schema = fault.point().endsWith(":fetch") ? "transfer" : fault.point().endsWith(":export") ? "exporting" : "importing";
        try (Connection connection = victim.toLedger(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT r.owner FROM " + schema + ".step_run r JOIN " + schema
                        + ".step_piece p USING (step_id) WHERE r.state = 'running' AND p.state = 'claimed' LIMIT 1")) {
            if (!row.next()) {
                throw new IOException("no piece is out");
            }
            // The owner of a claim is written as service-pid-random.
            return Long.parseLong(row.getString(1).split("-")[1]);
        }
    }
}
