package io.mudanza.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A schedule whose next run is due in a moment, and what became of it. */
final class Appointment {
    private final Site site;
    private final String name;

    private Appointment(Site site, String name) {
        this.site = site;
        this.name = name;
    }

    /** Makes a yearly schedule and brings its next run near: nobody has to wait for a full minute. */
    static Appointment soon(Site site) throws IOException, InterruptedException {
        Appointment made = new Appointment(site, "campaign-" + UUID.randomUUID().toString().substring(0, 8));
        ObjectNode wish = Api.JSON.createObjectNode().put("name", made.name).put("cron", "0 3 1 1 *").put("keep", 3);
        Api.Answer answer = site.api().post("schedules/", wish, UUID.randomUUID().toString());
        if (answer.status() != 201) {
            throw new IllegalStateException("The node takes no schedule: " + answer.status() + " " + answer.json());
        }
        try (Connection ledger = site.toLedger(); PreparedStatement near = ledger.prepareStatement(
                "UPDATE gateway.schedule SET next_run_at = clock_timestamp() + interval '2 s' WHERE name = ?")) {
            near.setString(1, made.name);
            near.executeUpdate();
        } catch (SQLException away) {
            throw new IOException("the ledger does not answer", away);
        }
        return made;
    }

    /** The job of its run; empty before there is one, or while nobody can tell. */
    Optional<String> job() {
        try {
            return jobs().stream().findFirst();
        } catch (SQLException away) {
            return Optional.empty();
        }
    }

    private List<String> jobs() throws SQLException {
        String sql = "SELECT r.job_id FROM gateway.schedule_run r JOIN gateway.schedule s ON s.id = r.schedule_id WHERE s.name = ?";
        try (Connection ledger = site.toLedger(); PreparedStatement query = ledger.prepareStatement(sql)) {
            query.setString(1, name);
            List<String> jobs = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    jobs.add(rows.getString(1));
                }
            }
            return jobs;
        }
    }

    /** It has to have run once. Takes it away with its export. */
    List<String> judge() throws SQLException, IOException, InterruptedException {
        List<String> violations = new ArrayList<>();
        // The clock of schedules ticks every 5 s: a second run would have begun by then.
        Thread.sleep(6_000);
        List<String> jobs = jobs();
        if (jobs.size() != 1) {
            violations.add("the schedule ran " + jobs.size() + " times: " + jobs);
        }
        int status = site.api().delete("schedules/" + name + "/?exports=true").status();
        if (status != 204) {
            violations.add("the schedule cannot be removed: " + status);
        }
        return violations;
    }
}
