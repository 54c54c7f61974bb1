package io.mudanza.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.embedded.process.TempFolder;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.node.Replicas;
import io.mudanza.launcher.supervise.Installation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** One job of a node with two processes of several workers: both do pieces of it, also when one of them is killed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedPiecesTest {
    // The one test that always runs needs a second process of import only.
    private static final boolean ALL = "all".equals(System.getProperty("mudanza.shared-pieces"));
    private static final int TABLES = 24;
    private static final int ROWS = 20_000;

    private static Nodes nodes;
    private static Node target;

    @BeforeAll
    static void startNodes() throws Exception {
        nodes = Nodes.running();
        makeBulk(nodes.source());
        target = Node.start(new NodeSpec("shared", 0, "127.0.0.1", null, null, null, null,
                TempFolder.create("mudanza-shared-").resolve("node"), true, true,
                Replicas.parse(ALL ? "exporting=2,importing=2,transfer=2" : "importing=2")), Installation.find(),
                // Nobody has to wait 15 s until the piece of a killed process moves.
                Map.of("MUDANZA_STEP_LEASE", "5s"));
    }

    private static void makeBulk(Node node) throws SQLException {
        StringBuilder sql = new StringBuilder("CREATE SCHEMA bulk;");
        for (int i = 0; i < TABLES; i++) {
            sql.append("CREATE TABLE bulk.t").append(i).append(" AS SELECT g AS id, md5(g::text || 'a') || md5(g::text)"
                    + " || md5(g::text || 'b') || md5(g::text || 'c') AS v FROM generate_series(1, " + ROWS + ") g;"
                    + " ALTER TABLE bulk.t").append(i).append(" ADD PRIMARY KEY (id);");
        }
        execute(node, Node.PLATFORM, sql.toString());
    }

    @AfterAll
    static void removeBulk() throws Exception {
        target.stop();
        execute(nodes.source(), Node.PLATFORM, "DROP SCHEMA bulk CASCADE");
    }

    @Test
    @Order(1)
    @EnabledIfSystemProperty(named = "mudanza.shared-pieces", matches = "all")
    void bothReplicasLoadPartsOfOneJob() throws Exception {
        // Given
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> number("SELECT count(*) FROM importing.replica") == 2);

        // When
        String job = target.pullFrom(nodes.source(), nodes.source().token("read")).text("job_id");
        JsonNode ended = target.ended(job);

        // Then
        equal(ended);
        assertThat(target.get("jobs/" + job + "/logs/?limit=200").json().toString()).contains("other replicas loaded");
    }

    @Test
    @Order(2)
    void whatAKilledAssistantHadBegunIsDoneByTheOthers() throws Exception {
        // Given
        String job = target.pullFrom(nodes.source(), nodes.source().token("read")).text("job_id");

        // When
        String owner = Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(10))
                .until(() -> text("SELECT owner FROM importing.step_piece WHERE state = 'claimed' LIMIT 1"),
                        Optional::isPresent).orElseThrow();
        ProcessHandle.of(Long.parseLong(owner.split("-")[1])).orElseThrow().destroyForcibly();
        JsonNode ended = target.ended(job);

        // Then
        equal(ended);
        assertThat(number("SELECT max(attempt) FROM importing.step_run WHERE job_id = '" + job + "' AND kind = 'load'"))
                .isEqualTo(1);
    }

    @Test
    @Order(3)
    @EnabledIfSystemProperty(named = "mudanza.shared-pieces", matches = "all")
    void bothReplicasReadTablesOfOneExportAlsoWhenOneIsKilled() throws Exception {
        // Given
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> number("SELECT count(*) FROM exporting.replica") == 2);
        execute(target, Node.PLATFORM, "DROP SCHEMA IF EXISTS bulk CASCADE");
        makeBulk(target);
        JsonNode shared = target.ended(export());

        // When
        String job = export();
        String owner = Awaitility.await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(10))
                .until(() -> text("SELECT owner FROM exporting.step_piece WHERE state = 'claimed' LIMIT 1"),
                        Optional::isPresent).orElseThrow();
        ProcessHandle.of(Long.parseLong(owner.split("-")[1])).orElseThrow().destroyForcibly();
        JsonNode ended = target.ended(job);

        // Then
        assertThat(shared.path("status").asText()).as(shared.toString()).isEqualTo("completed");
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("completed");
        assertThat(ended.path("rows").asLong()).isEqualTo(shared.path("rows").asLong()).isGreaterThanOrEqualTo((long) TABLES * ROWS);
        assertThat(target.get("jobs/" + shared.path("job_id").asText() + "/logs/?limit=200").json().toString())
                .contains("other replicas read");
        assertThat(number("SELECT count(*) FROM exporting.step_piece")).isZero();
    }

    private static String export() throws Exception {
        return target.post("export/", Node.JSON.createObjectNode().put("include_media", false)).text("job_id");
    }

    private static void equal(JsonNode ended) throws Exception {
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("completed");
        assertThat(ended.path("verdict").asText()).isEqualTo("EQUAL");
        assertThat(ended.path("rows").asLong()).isEqualTo(nodes.sample().rows() + (long) TABLES * ROWS);
        assertThat(bulk(target)).isEqualTo(bulk(nodes.source()));
        for (String service : new String[] {"exporting", "importing", "transfer", "verifying"}) {
            assertThat(number("SELECT count(*) FROM " + service + ".step_piece")).as(service).isZero();
        }
    }

    /** Rows and contents of all bulk tables, asked of the servers themselves. */
    private static String bulk(Node node) throws SQLException {
        StringBuilder sql = new StringBuilder("SELECT string_agg(line, ';' ORDER BY line) FROM (");
        for (int i = 0; i < TABLES; i++) {
            sql.append(i == 0 ? "" : " UNION ALL ").append("SELECT '").append(i)
                    .append(" ' || count(*) || ' ' || sum(hashtextextended(v, id)::numeric) AS line FROM bulk.t").append(i);
        }
        try (Connection connection = node.postgres().connect(Node.PLATFORM);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql.append(") all_of_them").toString())) {
            row.next();
            return row.getString(1);
        }
    }

    private static long number(String sql) throws SQLException {
        return Long.parseLong(text(sql).orElseThrow());
    }

    private static Optional<String> text(String sql) throws SQLException {
        try (Connection connection = target.postgres().connect("mudanza"); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    private static void execute(Node node, String database, String sql) throws SQLException {
        try (Connection connection = node.postgres().connect(database); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
