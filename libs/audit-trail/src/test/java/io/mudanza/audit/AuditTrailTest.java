package io.mudanza.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.audit.AuditVerdict.Finding;
import io.mudanza.audit.AuditVerdict.Kind;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class AuditTrailTest {
    private static final String SECRET = "ab".repeat(32);

    private static EmbeddedPostgres postgres;

    @TempDir
    Path folder;

    private PGSimpleDataSource dataSource;
    private AuditTrail trail;
    private AuditCheckpoints checkpoints;

    @BeforeAll
    static void aServer() {
        postgres = EmbeddedPostgres.configure().start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void aTrail() throws SQLException {
        String database = "audit_" + UUID.randomUUID().toString().replace("-", "");
        postgres.createDatabase(database);
        dataSource = new PGSimpleDataSource();
        dataSource.setUrl(postgres.jdbcUrl(database));
        dataSource.setUser(postgres.username());
        dataSource.setPassword(postgres.password());
        sql("CREATE SCHEMA gateway");
        sql("CREATE TABLE gateway.audit_trail (seq bigint PRIMARY KEY, at timestamptz NOT NULL, actor text,"
                + " action text NOT NULL, object text, address text, outcome text NOT NULL, detail text,"
                + " mac text NOT NULL)");
        sql("CREATE TABLE gateway.audit_head (one boolean PRIMARY KEY DEFAULT true CHECK (one), seq bigint NOT NULL,"
                + " mac text NOT NULL)");
        sql("INSERT INTO gateway.audit_head VALUES (true, 0, '" + AuditKey.START + "')");
        trail = new AuditTrail(dataSource, "gateway", new AuditKey(SECRET, "gateway"));
        checkpoints = new AuditCheckpoints(folder.resolve("audit/gateway.checkpoints"), NodeKey.generate());
    }

    @Test
    @DisplayName("B73 a trail that nobody touched is whole")
    void untouched() throws Exception {
        // Given
        write(5);
        checkpoints.write(trail);
        write(3);

        // When
        AuditVerdict verdict = AuditVerifier.verify(trail, checkpoints);

        // Then
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.rows()).isEqualTo(8);
        assertThat(verdict.checkpoints()).isEqualTo(1);
    }

    @Test
    @DisplayName("B73 an edited row is found")
    void edited() throws Exception {
        write(5);
        for (String column : List.of("actor", "action", "object", "address", "outcome", "detail")) {
            // Given
            sql("UPDATE gateway.audit_trail SET " + column + " = 'x' || " + column + " WHERE seq = 3");

            // When
            List<Finding> findings = AuditVerifier.verify(trail, checkpoints).findings();

            // Then
            assertThat(findings).as(column).singleElement().satisfies(f -> {
                assertThat(f.kind()).isEqualTo(Kind.EDITED);
                assertThat(f.seq()).isEqualTo(3);
            });
            sql("UPDATE gateway.audit_trail SET " + column + " = substr(" + column + ", 2) WHERE seq = 3");
        }
        sql("UPDATE gateway.audit_trail SET at = at + interval '1 us' WHERE seq = 3");
        assertThat(AuditVerifier.verify(trail, checkpoints).findings()).hasSize(1);
    }

    @Test
    @DisplayName("B73 a deleted row is found, also when the rows behind it move up")
    void deleted() throws Exception {
        // Given
        write(5);
        sql("DELETE FROM gateway.audit_trail WHERE seq = 2");

        // When
        List<Finding> gap = AuditVerifier.verify(trail, checkpoints).findings();
        sql("UPDATE gateway.audit_trail SET seq = seq - 1 WHERE seq = 3");
        List<Finding> closed = AuditVerifier.verify(trail, checkpoints).findings();

        // Then
        assertThat(gap).extracting(Finding::kind).containsExactly(Kind.DELETED);
        assertThat(closed).extracting(Finding::kind).contains(Kind.EDITED);
    }

    @Test
    @DisplayName("B73 a cut-off end is found by the checkpoint, also when the head agrees with what is left")
    void truncated() throws Exception {
        // Given
        write(5);
        checkpoints.write(trail);
        sql("DELETE FROM gateway.audit_trail WHERE seq > 2");
        sql("UPDATE gateway.audit_head SET seq = 2, mac = (SELECT mac FROM gateway.audit_trail WHERE seq = 2)");

        // When
        List<Finding> findings = AuditVerifier.verify(trail, checkpoints).findings();

        // Then
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.TRUNCATED);
    }

    @Test
    @DisplayName("B73 an end that was cut off and written anew is found by the checkpoint")
    void rewritten() throws Exception {
        // Given
        write(5);
        checkpoints.write(trail);
        sql("DELETE FROM gateway.audit_trail WHERE seq > 2");
        sql("UPDATE gateway.audit_head SET seq = 2, mac = (SELECT mac FROM gateway.audit_trail WHERE seq = 2)");
        write(6);

        // When
        List<Finding> findings = AuditVerifier.verify(trail, checkpoints).findings();

        // Then
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.EDITED);
        assertThat(findings.getFirst().seq()).isEqualTo(5);
    }

    @Test
    @DisplayName("B73 a checkpoint of another key is told, and a torn line is none")
    void forgedCheckpoint() throws Exception {
        // Given
        write(2);
        Path file = folder.resolve("audit/gateway.checkpoints");
        new AuditCheckpoints(file, NodeKey.generate()).write(trail);
        Files.writeString(file, Files.readString(file) + "{\"trail\":\"gate");

        // When
        List<Finding> findings = AuditVerifier.verify(trail, checkpoints).findings();
        checkpoints.write(trail);

        // Then
        assertThat(findings).extracting(Finding::kind).containsExactly(Kind.CHECKPOINT_FORGED);
        assertThat(AuditVerifier.verify(trail, checkpoints).checkpoints()).isEqualTo(2);
    }

    @Test
    @DisplayName("B74 what comes from outside cannot forge a line")
    void injection() throws Exception {
        // Given
        String hostile = "a\nFAKE LINE\r\u001b[31m\u202e\u0000end";

        // When
        trail.append(List.of(new AuditEvent(Instant.now(), hostile, "POST pull", hostile.repeat(100), "::1", "202",
                hostile)));
        List<AuditRecord> rows = trail.newest(AuditFilter.ALL, Long.MAX_VALUE, 10);

        // Then
        assertThat(rows.getFirst().event().actor()).isEqualTo("a\\u000aFAKE LINE\\u000d\\u001b[31m\\u202e\\u0000end");
        assertThat(rows.getFirst().event().object()).doesNotContainPattern("\\p{C}");
        assertThat(AuditVerifier.verify(trail, checkpoints).whole()).isTrue();
    }

    @Test
    void manyWritersMakeOneChain() throws Exception {
        // Given
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            for (int i = 0; i < 20; i++) {
                writers.submit(() -> {
                    write(5);
                    return null;
                });
            }
        }

        // Then
        AuditVerdict verdict = AuditVerifier.verify(trail, checkpoints);
        assertThat(verdict.rows()).isEqualTo(100);
        assertThat(verdict.findings()).isEmpty();
    }

    @Test
    void rowsAreFilteredAndPaged() throws Exception {
        // Given
        write(7);

        // When
        List<AuditRecord> page = trail.newest(AuditFilter.ALL, 6, 2);
        List<AuditRecord> ofObject = trail.newest(AuditFilter.ofObject("job-4"), Long.MAX_VALUE, 10);

        // Then
        assertThat(page).extracting(AuditRecord::seq).containsExactly(5L, 4L);
        assertThat(ofObject).extracting(AuditRecord::seq).containsExactly(5L);
    }

    private void write(int rows) throws SQLException {
        List<AuditEvent> events = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            events.add(new AuditEvent(Instant.now(), "token-1", "POST pull", "job-" + i, "127.0.0.1", "202", "d'\"\\"));
        }
        trail.append(events);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection(); Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
