package io.mudanza.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(NodeResource.class)
class BackupTest {
    private static final String BASE = "/api/v1/migration/";
    private static final byte[] FILE = bytes("0123456789".repeat(20_000));

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RequestSpecification admin() {
        return given().header("Authorization", "Bearer mig_admin");
    }

    private static RequestSpecification chunks() {
        return admin().contentType("application/octet-stream");
    }

    private static String uploaded(String... fields) {
        RequestSpecification form = admin().multiPart("backup_file", "C:\\backups\\backup-1.tar.gz", FILE);
        for (int i = 0; i < fields.length; i += 2) {
            form.multiPart(fields[i], fields[i + 1]);
        }
        return form.post(BASE + "upload-backup/").then().statusCode(201)
                .body("success", equalTo(true)).body("job.status", equalTo("uploaded"))
                .body("job.original_filename", equalTo("backup-1.tar.gz")).body("job.file_size_mb", equalTo(0.19f))
                .extract().path("job.id");
    }

    private static void ended(String job) {
        Awaitility.await().until(() -> !Arrays.asList("uploaded", "validating", "restoring")
                .contains(admin().get(BASE + "restore-status/" + job + "/").path("status").toString()));
    }

    @Test
    void aFormIsReadToItsEndAndFieldsAfterTheFileCount() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            // Given
            String job = uploaded("restore_media", "false", "create_backup_before", "false");

            // When
            admin().contentType("application/json").body("{}").post(BASE + "restore-backup/" + job + "/").then()
                    .statusCode(422).body("code", equalTo("confirmation_required"));
            admin().contentType("application/json").body("{\"confirm\":true}").header("Accept-Language", "es")
                    .post(BASE + "restore-backup/" + job + "/").then().statusCode(200)
                    .body("success", equalTo(true)).body("job_id", equalTo(job)).body("status", equalTo("restoring"))
                    .body("message", startsWith("Restore iniciado"));

            // Then
            PlayedWorkers.Message unpack = workers.command(job, "unpack");
            assertThat(unpack.data().path("options").path("include_media").asBoolean()).isFalse();
            assertThat(unpack.data().path("facts").path("restore_sql").asBoolean()).isTrue();
            assertThat(unpack.data().path("facts").path("safety_backup").asBoolean()).isFalse();
            workers.say(workers.started(unpack));
            workers.say(workers.completed(unpack, Map.of("validation",
                    "{\"valid\":true,\"errors\":[],\"warnings\":[\"w\"],\"metadata\":{\"sql_dumps_count\":1}}")));
            workers.complete(job, "preflight", Map.of("mode", "database-swap"));
            workers.complete(job, "load", Map.of("rows", 5, "shadow_database", "s"));
            workers.complete(job, "merge_users", Map.of("merged_users", "{\"merged\":true}"));
            workers.complete(job, "verify", Map.of("verdict", "EQUAL"));
            workers.complete(job, "publish", Map.of("checkpoint_id", job));
            workers.complete(job, "certify", Map.of("verdict", "EQUAL"));
            workers.complete(job, "clean_up", Map.of());
            ended(job);
            admin().get(BASE + "restore-status/" + job + "/").then().body("status", equalTo("completed"))
                    .body("sql_records_restored", equalTo(5)).body("backup_metadata.sql_dumps_count", equalTo(1))
                    .body("validation.warnings", hasItem("w")).body("merged_users.merged", equalTo(true))
                    .body("progress_percent", equalTo(100)).body("error_message", equalTo(""));
            admin().get(BASE + "backup-jobs/?status=completed&limit=5").then().body("jobs.id", hasItem(job));
            admin().get(BASE + "backup-jobs/?status=failed").then().body("jobs.id", not(hasItem(job)));
        }
    }

    @Test
    void anUnusableBackupEndsTheJobBeforeAnythingIsCreated() {
        try (PlayedWorkers workers = new PlayedWorkers()) {
            String job = uploaded();
            admin().contentType("application/json").body("{\"confirm\":true}").post(BASE + "restore-backup/" + job + "/");
            workers.complete(job, "unpack", Map.of("refused_code", "backup_dump_ambiguous", "refused_detail", "two",
                    "validation", "{\"valid\":false,\"errors\":[{\"code\":\"x\",\"detail\":\"two\"}],\"warnings\":[],"
                            + "\"metadata\":{}}"));
            ended(job);
            admin().header("Accept-Language", "es").get(BASE + "restore-status/" + job + "/").then()
                    .body("status", equalTo("failed")).body("error_code", equalTo("backup_dump_ambiguous"))
                    .body("error_message", startsWith("Backup inválido")).body("validation.valid", equalTo(false))
                    .body("job_status", equalTo("failed"));
        }
    }

    @Test
    void anUploadInChunksGoesOnFromItsOffset() {
        // Given
        String key = UUID.randomUUID().toString();
        String open = BASE + "upload-backup/?filename=a.tar.gz&restore_sql=false";
        String job = chunks().header("Idempotency-Key", key).post(open).then().statusCode(202)
                .body("offset", equalTo(0)).body("complete", equalTo(false)).extract().path("job_id");

        // When // Then
        chunks().body(bytes("hello ")).post(BASE + "upload-backup/?job_id=" + job + "&offset=0").then().statusCode(202)
                .body("offset", equalTo(6));
        chunks().body(bytes("again")).post(BASE + "upload-backup/?job_id=" + job + "&offset=0").then().statusCode(409)
                .body("code", equalTo("upload_offset_mismatch")).body("offset", equalTo(6));
        chunks().header("Idempotency-Key", key).post(open).then().statusCode(202).body("job_id", equalTo(job))
                .body("offset", equalTo(6));
        admin().contentType("application/json").body("{\"confirm\":true}").post(BASE + "restore-backup/" + job + "/")
                .then().statusCode(409).body("code", equalTo("job_not_in_state"));
        admin().get(BASE + "restore-status/" + job + "/").then().body("status", equalTo("uploading"));
        chunks().body(bytes("world")).post(BASE + "upload-backup/?job_id=" + job + "&offset=6&last=true").then()
                .statusCode(201).header("Upload-Complete", "?1").header("Upload-Offset", "11")
                .body("job.status", equalTo("uploaded")).body("job.restore_sql", equalTo(false));
        admin().get(BASE + "upload-backup/?job_id=" + job).then().body("offset", equalTo(11))
                .body("complete", equalTo(true));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "--x\r\n", "--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n--x--\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"backup_file\"; filename=\"a\"\r\n\r\nabc",
        "--x\r\nContent-Disposition: form-data; name=\"backup_file\"; filename=\"a\"\r\n\r\nabc\r\n--x\r\n"
                + "Content-Disposition: form-data; name=\"restore_sql\"\r\n\r\nmaybe\r\n--x--\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"backup_file\"\r\nContent-Transfer-Encoding: base64\r\n\r\nYQ==\r\n--x--\r\n"
    })
    void aFormThatIsNoneLeavesNothing(String body) {
        long before = admin().get(BASE + "backup-jobs/?status=uploaded&limit=200").jsonPath().getLong("total");
        admin().header("Content-Type", "multipart/form-data; boundary=x").body(bytes(body)).post(BASE + "upload-backup/")
                .then().statusCode(422).body("code", equalTo("invalid_request"));
        assertThat(admin().get(BASE + "backup-jobs/?status=uploaded&limit=200").jsonPath().getLong("total")).isEqualTo(before);
    }

    @Test
    void aHeaderWithoutEndIsGivenUp() {
        String endless = "--x\r\nContent-Disposition: form-data; name=\"" + "a".repeat(400_000);
        admin().header("Content-Type", "multipart/form-data; boundary=x").body(bytes(endless)).post(BASE + "upload-backup/")
                .then().statusCode(422);
    }

    @Test
    void nothingToRestoreIsRefused() {
        String job = uploaded("restore_media", "false");
        admin().contentType("application/json").body("{\"confirm\":true,\"restore_sql\":false}")
                .post(BASE + "restore-backup/" + job + "/").then().statusCode(422);
        admin().get(BASE + "backup-jobs/?status=odd").then().statusCode(422);
        given().header("Authorization", "Bearer mig_write").get(BASE + "backup-jobs/").then().statusCode(403);
    }
}
