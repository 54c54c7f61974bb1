package io.mudanza.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.embedded.process.TempFolder;
import io.mudanza.launcher.node.NodeSpec;
import io.mudanza.launcher.node.Replicas;
import io.mudanza.launcher.supervise.Installation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** A node with two processes of several workers: a step of a killed one goes on in the other, and nothing is done twice. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReplicasTest {
    private static Nodes nodes;
    private static Node target;

    /** A run of a step: which process, and the how manieth. */
    private record Run(String kind, String state, long pid, int attempt) {}

    @BeforeAll
    static void startNodes() throws Exception {
        nodes = Nodes.running();
        target = Node.start(new NodeSpec("replicas", 0, "127.0.0.1", null, null, null, null,
                TempFolder.create("mudanza-replicas-").resolve("node"), true, true,
                Replicas.parse("exporting=2,importing=2,transfer=2")), Installation.find());
    }

    @Test
    @Order(1)
    void thePullOfAKilledReplicaGoesOnInTheOtherAndNothingIsDoneTwice() throws Exception {
        // Given
        Platform original = Platform.of(nodes.source());
        Set<Long> both = new TreeSet<>(List.of(
                target.process("import-service").process().pid(),
                target.process("import-service-2").process().pid()));
        String job = target.pullFrom(nodes.source(), nodes.source().token("read")).text("job_id");

        // When
        target.await(job, moving -> moving.path("rows_done").asLong() > 0);
        Run loading = running("importing", job, "load");
        ProcessHandle.of(loading.pid()).orElseThrow().destroyForcibly();
        JsonNode ended = target.ended(job);

        // Then
        assertThat(both).contains(loading.pid());
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("completed");
        assertThat(ended.path("verdict").asText()).isEqualTo("EQUAL");
        assertThat(ended.path("rows").asLong()).isEqualTo(nodes.sample().rows());
        assertThat(ended.path("media_files").asInt()).isEqualTo(nodes.sample().mediaFiles());
        assertThat(original.differences(Platform.of(target))).isEmpty();
        Run loaded = runs("importing", job).stream().filter(run -> run.kind().equals("load")).findFirst().orElseThrow();
        assertThat(loaded.attempt()).isEqualTo(2);
        assertThat(loaded.pid()).isNotEqualTo(loading.pid());
        assertThat(runs("transfer", job)).allMatch(run -> run.attempt() == 1);
        assertThat(new TreeSet<>(runs("importing", job).stream().map(Run::kind).toList()))
                .hasSize(runs("importing", job).size());
    }

    @Test
    @Order(2)
    void theExportOfAKilledReplicaBeginsAgainInTheOther() throws Exception {
        // Given
        ObjectNode order = Node.JSON.createObjectNode().put("include_media", false);
        String job = target.post("export/", order).text("job_id");

        // When
        Run exporting = running("exporting", job, "export");
        ProcessHandle.of(exporting.pid()).orElseThrow().destroyForcibly();
        JsonNode ended = target.ended(job);

        // Then
        assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("completed");
        assertThat(ended.path("rows").asLong()).isEqualTo(nodes.sample().rows());
        assertThat(runs("exporting", job)).singleElement()
                .satisfies(run -> assertThat(run.pid()).isNotEqualTo(exporting.pid()));
    }

    private static Run running(String service, String job, String kind) {
        return Awaitility.await(kind + " runs").atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(50))
                .until(() -> runs(service, job).stream()
                        .filter(run -> run.kind().equals(kind) && run.state().equals("running")).findFirst(),
                        java.util.Optional::isPresent).orElseThrow();
    }

    // The owner of a claim is written as service-pid-random.
    private static List<Run> runs(String service, String job) throws SQLException {
        String sql = "SELECT kind, state, owner, attempt FROM " + service + ".step_run WHERE job_id = ?"
                + " AND owner IS NOT NULL";
        try (Connection connection = target.postgres().connect("mudanza");
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setObject(1, UUID.fromString(job));
            List<Run> runs = new java.util.ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    runs.add(new Run(rows.getString(1), rows.getString(2),
                            Long.parseLong(rows.getString(3).split("-")[1]), rows.getInt(4)));
                }
            }
            return runs;
        }
    }
}
