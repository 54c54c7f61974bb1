package io.mudanza.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What must hold on a node after every fault, whatever it was. All runs share it. */
final class Invariants {
    private static final Map<String, String> LEDGER = Map.of(
            "a job has not ended", "SELECT id || ' ' || direction || ' ' || status || ' ' || phase FROM gateway.job WHERE phase <> 'ended'",
            "a lease is held", "SELECT resource || ' by ' || holder FROM gateway.lease WHERE holder IS NOT NULL",
            "a step of export runs", step("exporting"),
            "a step of import runs", step("importing"),
            "a step of transfer runs", step("transfer"),
            "a step of verification runs", step("verifying"),
            "a piece of a step is left", Stream.of("exporting", "importing", "transfer", "verifying")
                    .map(schema -> "SELECT '" + schema + " ' || state FROM " + schema + ".step_piece")
                    .collect(java.util.stream.Collectors.joining(" UNION ALL ")),
            "a message was not sent", Stream.of("gateway", "exporting", "importing", "transfer", "verifying")
                    .map(schema -> "SELECT '" + schema + " ' || event_type FROM " + schema + ".outbox")
                    .collect(java.util.stream.Collectors.joining(" UNION ALL ")));
    private static final Map<String, String> SERVER = Map.of(
            "a replication slot is left", "SELECT slot_name::text FROM pg_replication_slots",
            "an advisory lock is held", "SELECT l.objid || ' by ' || coalesce(a.application_name, '?') || ': ' || coalesce(left(a.query, 80), '')"
                    + " FROM pg_locks l LEFT JOIN pg_stat_activity a USING (pid) WHERE l.locktype = 'advisory'",
            "a role of a restore is left", "SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'mudanza_restore_%'",
            "a session of a piece is left", "SELECT application_name FROM pg_stat_activity WHERE application_name ~ '^mudanza-(piece|load)-'"
                    + " AND state_change < now() - interval '1500 ms'",
            "a prepared transaction is left", "SELECT gid FROM pg_prepared_xacts",
            "a session idles in a transaction", "SELECT datname || ' ' || application_name || ': ' || left(query, 80) FROM pg_stat_activity"
                    + " WHERE state LIKE 'idle in transaction%' AND state_change < now() - interval '1500 ms'",
            "a session works on", "SELECT datname || ' ' || application_name || ': ' || left(query, 80) FROM pg_stat_activity"
                    + " WHERE state = 'active' AND backend_type = 'client backend' AND datname LIKE 'platform%'"
                    + " AND query_start < now() - interval '1500 ms' AND pid <> pg_backend_pid()");

    private Invariants() {}

    private static String step(String schema) {
        return "SELECT job_id || ' ' || (command::jsonb ->> 'kind') || ' ' || state FROM " + schema
                + ".step_run WHERE state IN ('queued', 'running')";
    }

    /** Waits until the node is at rest; what is still wrong after the patience is returned. */
    static List<String> atRest(Site site, int seconds) throws InterruptedException {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (true) {
            List<String> wrong = wrong(site);
            if (wrong.isEmpty() || System.nanoTime() > deadline) {
                return wrong;
            }
            Thread.sleep(150);
        }
    }

    private static List<String> wrong(Site site) throws InterruptedException {
        List<String> wrong = new ArrayList<>();
        try (Connection ledger = site.toLedger(); Connection platform = site.toPlatform()) {
            ask(site, ledger, LEDGER, wrong);
            ask(site, platform, SERVER, wrong);
            Set<String> checkpoints = checkpoints(site);
            databases(site, platform, checkpoints, wrong);
            schemas(site, platform, checkpoints, wrong);
            folders(site, checkpoints, wrong);
            int health = site.api().health();
            if (health != 200) {
                wrong.add(site.name() + ": /api/health/ answers " + health);
            }
        } catch (SQLException | IOException away) {
            wrong.add(site.name() + ": does not answer: " + away);
        }
        return wrong;
    }

    private static void ask(Site site, Connection connection, Map<String, String> questions, List<String> wrong)
            throws SQLException {
        for (Map.Entry<String, String> question : questions.entrySet()) {
            try (var statement = connection.createStatement(); ResultSet rows = statement.executeQuery(question.getValue())) {
                while (rows.next()) {
                    wrong.add(site.name() + ": " + question.getKey() + ": " + rows.getString(1));
                }
            }
        }
    }

    /** Names of the kept states, as the node tells them. */
    private static Set<String> checkpoints(Site site) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        Api.Answer answer = site.api().get("checkpoints/");
        if (answer.status() != 200) {
            throw new IOException("checkpoints/ answers " + answer.status());
        }
        for (JsonNode checkpoint : answer.json().path("checkpoints")) {
            if (!checkpoint.path("valid").asBoolean()) {
                throw new IOException("a checkpoint is not valid: " + checkpoint);
            }
            names.add(checkpoint.path("name").asText());
            names.add(checkpoint.path("job_id").asText());
        }
        return names;
    }

    private static void databases(Site site, Connection platform, Set<String> checkpoints, List<String> wrong)
            throws SQLException {
        try (var statement = platform.createStatement(); ResultSet rows = statement.executeQuery(
                "SELECT datname FROM pg_database WHERE NOT datistemplate OR datname LIKE 'platform%'")) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (!Set.of(Site.PLATFORM, "postgres", "mudanza").contains(name) && !checkpoints.contains(name)) {
                    wrong.add(site.name() + ": a database is left: " + name);
                }
            }
        }
    }

    /** States in place lie in schemas; the books of a load go when it has ended. */
    private static void schemas(Site site, Connection platform, Set<String> checkpoints, List<String> wrong)
            throws SQLException {
        try (var statement = platform.createStatement(); ResultSet rows = statement.executeQuery(
                "SELECT nspname FROM pg_namespace WHERE nspname LIKE '\\_mudanza%'")) {
            while (rows.next()) {
                String name = rows.getString(1);
                if (checkpoints.stream().noneMatch(kept -> name.equals(kept) || name.startsWith(kept + "_"))) {
                    wrong.add(site.name() + ": a schema is left: " + name);
                }
            }
        }
    }

    private static void folders(Site site, Set<String> checkpoints, List<String> wrong) throws IOException {
        String live = site.media().getFileName().toString();
        try (Stream<Path> beside = Files.list(site.media().getParent())) {
            beside.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith(live + ".") && checkpoints.stream().noneMatch(name::contains))
                    .forEach(name -> wrong.add(site.name() + ": a media folder is left: " + name));
        }
    }

    /** What jobs left in the data folder: to be asked when the time to clean up is over. */
    static List<String> residue(Site site, Set<String> exports) throws IOException {
        List<String> left = new ArrayList<>();
        for (String folder : List.of("uploads", "received", "exports")) {
            Path place = site.dataDir().resolve(folder);
            if (!Files.isDirectory(place)) {
                continue;
            }
            try (Stream<Path> found = Files.list(place)) {
                Set<String> names = new TreeSet<>(found.map(path -> path.getFileName().toString()).toList());
                names.stream().filter(name -> !name.endsWith(".kept") && !name.endsWith(".lock"))
                        .filter(name -> !names.contains(name + ".kept") && !exports.contains(name))
                        .forEach(name -> left.add(site.name() + ": left in " + folder + ": " + name));
            }
        }
        unlisted(site, left);
        return left;
    }

    /** Parts in a kept export that its feed does not name: somebody wrote them who had lost his piece. */
    private static void unlisted(Site site, List<String> left) throws IOException {
        Path exports = site.dataDir().resolve("exports");
        if (!Files.isDirectory(exports)) {
            return;
        }
        try (Stream<Path> found = Files.walk(exports)) {
            for (Path feed : found.filter(path -> path.getFileName().toString().equals("feed.ndjson")).toList()) {
                String announced = Files.readString(feed);
                try (Stream<Path> parts = Files.walk(feed.getParent())) {
                    parts.filter(Files::isRegularFile).map(path -> feed.getParent().relativize(path).toString())
                            .filter(name -> name.startsWith("data/") && !announced.contains(name) || name.startsWith(".drafts/"))
                            .forEach(name -> left.add(site.name() + ": a part that no feed names: " + feed.getParent() + " " + name));
                }
            }
        }
    }
}
