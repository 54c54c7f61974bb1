package io.mudanza.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A backup of the source's platform, as the mission describes it, restored at the target; the tests follow each other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestoreTest {
    private static Nodes nodes;
    private static Node source;
    private static Node target;
    private static Platform original;
    private static Path archive;
    private static String restored;

    @TempDir
    static Path dir;

    @BeforeAll
    static void startNodes() throws Exception {
        nodes = Nodes.running();
        source = nodes.source();
        target = nodes.target();
        original = Platform.of(source);
        archive = Backup.of(source, dir);
    }

    private static ObjectNode confirmed() {
        return Node.JSON.createObjectNode().put("confirm", true);
    }

    private static JsonNode status(String id) throws Exception {
        return target.get("restore-status/" + id + "/").json();
    }

    @Test
    @Order(1)
    void aFormIsUploadedAndWaitsUntilItIsConfirmed() throws Exception {
        // When
        Node.Answer uploaded = target.upload(archive, "-F", "restore_sql=true", "-F", "restore_media=true");

        // Then
        assertThat(uploaded.status()).as(String.valueOf(uploaded.json())).isEqualTo(201);
        JsonNode job = uploaded.json().path("job");
        assertThat(uploaded.json().path("success").asBoolean()).isTrue();
        assertThat(job.path("status").asText()).isEqualTo("uploaded");
        assertThat(job.path("original_filename").asText()).isEqualTo("backup-gcp-20260201.tar.gz");
        assertThat(job.path("file_size_mb").asDouble()).isBetween(
                Files.size(archive) / 1048576.0 - 0.02, Files.size(archive) / 1048576.0 + 0.02);
        restored = job.path("id").asText();
        assertThat(target.post("restore-backup/" + restored + "/", Node.JSON.createObjectNode()).text("code"))
                .isEqualTo("confirmation_required");
        assertThat(status(restored).path("status").asText()).isEqualTo("uploaded");
    }

    @Test
    @Order(2)
    void theBackupIsRestoredAndProvedEqual() throws Exception {
        // When
        Node.Answer started = target.post("restore-backup/" + restored + "/", confirmed());
        assertThat(started.status()).as(String.valueOf(started.json())).isEqualTo(200);
        assertThat(started.text("status")).isEqualTo("restoring");
        JsonNode job = target.ended(restored);
        JsonNode backup = status(restored);

        // Then
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
        assertThat(job.path("verdict").asText()).as(target.get("jobs/" + restored + "/certificate/").json().toString())
                .isEqualTo("EQUAL");
        assertThat(backup.path("status").asText()).isEqualTo("completed");
        assertThat(backup.path("progress_percent").asInt()).isEqualTo(100);
        assertThat(backup.path("sql_records_restored").asLong()).isEqualTo(nodes.sample().rows());
        assertThat(backup.path("media_files_restored").asLong()).isEqualTo(nodes.sample().mediaFiles());
        assertThat(backup.path("backup_metadata").path("sql_dumps_count").asInt()).isEqualTo(1);
        assertThat(backup.path("backup_metadata").path("media_files_count").asLong())
                .isEqualTo(nodes.sample().mediaFiles());
        assertThat(Path.of(backup.path("safety_backup_path").asText())).isRegularFile();
        assertThat(original.differences(Platform.of(target))).isEmpty();
    }

    @Test
    @Order(3)
    void aRestoreIsListedAndRolledBack() throws Exception {
        // When
        JsonNode listed = target.get("backup-jobs/?status=completed&limit=10").json();
        Node.Answer started = target.post("rollback/" + restored + "/", confirmed());
        assertThat(started.status()).as(String.valueOf(started.json())).isEqualTo(202);
        JsonNode back = target.ended(started.text("job_id"));

        // Then
        assertThat(listed.path("jobs").toString()).contains(restored);
        assertThat(back.path("status").asText()).as(back.toString()).isEqualTo("completed");
        assertThat(original.differences(Platform.of(target))).isNotEmpty();
    }

    @Test
    @Order(4)
    void onlyTheMediaAreRestoredAndComeBack() throws Exception {
        // Given
        Platform before = Platform.of(target);
        Node.Answer uploaded = target.upload(archive, "-F", "restore_sql=false");
        String id = uploaded.json().path("job").path("id").asText();

        // When
        target.post("restore-backup/" + id + "/", confirmed());
        JsonNode job = target.ended(id);
        Platform after = Platform.of(target);
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
        JsonNode back = target.ended(target.post("rollback/" + id + "/", confirmed()).text("job_id"));

        // Then
        assertThat(job.path("verdict").asText()).isEqualTo("EQUAL");
        assertThat(after.media()).isEqualTo(original.media());
        assertThat(after.dump()).isEqualTo(before.dump());
        assertThat(back.path("status").asText()).as(back.toString()).isEqualTo("completed");
        assertThat(before.differences(Platform.of(target))).isEmpty();
    }

    @Test
    @Order(5)
    void everyKindOfBrokenBackupIsRefusedByItsNameAndNothingIsTouched() throws Exception {
        // Given
        Platform before = Platform.of(target);
        byte[] whole = Files.readAllBytes(archive);
        Map<String, byte[]> broken = Map.of(
                "backup_truncated", Arrays.copyOf(whole, whole.length - 100),
                "backup_format_unknown", "<html>404</html>".getBytes(StandardCharsets.UTF_8),
                "backup_layout_wrong", packed("elsewhere/notes.txt", "nothing"),
                "backup_dump_missing", packed("backups-1/gcs/bucket/a.jpg", "picture"),
                "backup_dump_ambiguous", twoDumps(),
                "backup_unsafe", link(),
                "dump_truncated", packed("backups-1/cloudsql/a.sql.gz", cutDump()));

        for (Map.Entry<String, byte[]> one : broken.entrySet()) {
            // When
            Path file = Files.write(dir.resolve(one.getKey() + ".tar.gz"), one.getValue());
            String id = target.upload(file).json().path("job").path("id").asText();
            Node.Answer started = target.post("restore-backup/" + id + "/", confirmed());
            JsonNode job = target.ended(id);
            JsonNode backup = status(id);

            // Then
            assertThat(started.status()).as(started.json().toString()).isEqualTo(200);
            assertThat(job.path("error").path("code").asText()).as(job.toString()).isEqualTo(one.getKey());
            assertThat(backup.path("status").asText()).isEqualTo("failed");
            assertThat(backup.path("error_message").asText()).isNotEmpty();
            assertThat(backup.path("validation").path("valid").asBoolean(true)).isFalse();
        }
        assertThat(before.differences(Platform.of(target))).isEmpty();
    }

    @Test
    @Order(6)
    void aServiceThatIsKilledInTheMiddleCostsNothing() throws Exception {
        // Given
        String id = target.upload(archive).json().path("job").path("id").asText();

        // When
        target.post("restore-backup/" + id + "/", confirmed().put("create_backup_before", false));
        target.await(id, job -> job.path("current_step").asText().equals("load"));
        ProcessHandle.of(target.process("import-service").process().pid()).orElseThrow().destroyForcibly();
        JsonNode job = target.ended(id);

        // Then
        assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
        assertThat(job.path("verdict").asText()).isEqualTo("EQUAL");
        assertThat(original.differences(Platform.of(target))).isEmpty();
        target.ended(target.post("rollback/" + id + "/", confirmed()).text("job_id"));
    }

    private byte[] packed(String name, String content) throws Exception {
        return packed(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] packed(String name, byte[] content) throws Exception {
        Path folder = Files.createTempDirectory(dir, "packed");
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        Backup.run(folder, "tar", "-czf", "all.tgz", name.split("/")[0]);
        return Files.readAllBytes(folder.resolve("all.tgz"));
    }

    private byte[] twoDumps() throws Exception {
        Path folder = Files.createTempDirectory(dir, "two");
        Path sql = Files.createDirectories(folder.resolve("backups-1/cloudsql"));
        Files.writeString(sql.resolve("a.sql"), "-- a\nSELECT 1;\n");
        Files.writeString(sql.resolve("b.sql"), "-- b\nSELECT 1;\n");
        Backup.run(folder, "tar", "-czf", "all.tgz", "backups-1");
        return Files.readAllBytes(folder.resolve("all.tgz"));
    }

    private byte[] link() throws Exception {
        Path folder = Files.createTempDirectory(dir, "link");
        Path media = Files.createDirectories(folder.resolve("backups-1/gcs/bucket"));
        Files.createSymbolicLink(media.resolve("passwd"), Path.of("/etc/passwd"));
        Backup.run(folder, "tar", "-czf", "all.tgz", "backups-1");
        return Files.readAllBytes(folder.resolve("all.tgz"));
    }

    private static byte[] cutDump() throws IOException, InterruptedException {
        Path sql = dir.resolve("cut.sql");
        Backup.dump(source, sql, "-Fp");
        Backup.run(dir, "gzip", "-1f", sql.toString());
        byte[] whole = Files.readAllBytes(dir.resolve("cut.sql.gz"));
        ByteArrayOutputStream cut = new ByteArrayOutputStream();
        cut.write(whole, 0, whole.length / 2);
        return cut.toByteArray();
    }
}
