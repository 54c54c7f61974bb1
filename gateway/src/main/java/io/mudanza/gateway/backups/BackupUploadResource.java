package io.mudanza.gateway.backups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.view.JobIds;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes a backup file in: as a form in one piece, or in chunks that can be gone on with. */
@Path("/api/v1/migration")
@RunOnVirtualThread
@RolesAllowed(Roles.ADMIN)
@Tag(name = "backups")
public class BackupUploadResource {
    private final BackupUploads uploads;
    private final BackupJobs backups;
    private final SecurityIdentity caller;

    BackupUploadResource(BackupUploads uploads, BackupJobs backups, SecurityIdentity caller) {
        this.uploads = uploads;
        this.backups = backups;
        this.caller = caller;
    }

    /** What a complete upload answers. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "UploadedBackup")
    public record UploadedBackup(boolean success, BackupJob job) {}

    /** Where an upload stands that is not complete. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "BackupUpload")
    public record BackupUpload(UUID jobId, String status, long offset, boolean complete) {}

    @POST
    @Path("/upload-backup")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Uploads a backup to restore",
            description = "As multipart/form-data with the file backup_file and the fields restore_sql, restore_media,"
                    + " create_backup_before (all true unless said). Or resumable, as application/octet-stream: without"
                    + " job_id an upload is opened at offset 0 (the body may be empty) and 202 tells its job_id; every"
                    + " further chunk carries job_id and the offset, the last one last=true, which is answered 201."
                    + " Content-Digest (sha-256) is checked before the offset moves; a wrong offset is 409"
                    + " upload_offset_mismatch with the true one; Upload-Length announces the whole. Nothing is restored"
                    + " before restore-backup/ is called.")
    @RequestBody(content = {
        @Content(mediaType = "multipart/form-data", schema = @Schema(implementation = Object.class)),
        @Content(mediaType = "application/octet-stream", schema = @Schema(
                type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING, format = "binary"))
    })
    @APIResponseSchema(value = UploadedBackup.class, responseCode = "201")
    public Response upload(
            @QueryParam("offset") @DefaultValue("0") String offset,
            @QueryParam("last") @DefaultValue("false") String last,
            @QueryParam("job_id") String jobId,
            @QueryParam("filename") String filename,
            @QueryParam("restore_sql") String restoreSql,
            @QueryParam("restore_media") String restoreMedia,
            @QueryParam("create_backup_before") String createBackupBefore,
            @HeaderParam("Idempotency-Key") String key,
            @HeaderParam("Upload-Length") String length,
            @Context HttpHeaders headers,
            InputStream body) {
        String type = String.valueOf(headers.getHeaderString("Content-Type")).toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) {
            UUID job = uploads.whole(BackupForm.of(body, headers.getHeaderString("Content-Type")), name());
            return answer(job, uploads.state(job), headers);
        }
        Map<String, String> fields = new HashMap<>();
        fields.put("restore_sql", restoreSql);
        fields.put("restore_media", restoreMedia);
        fields.put("create_backup_before", createBackupBefore);
        UUID job = jobId == null
                ? uploads.open(BackupOptions.of(fields), filename == null ? "backup" : filename,
                        length == null ? null : number("Upload-Length", length), key, name())
                : JobIds.of(jobId);
        boolean ends = last.equalsIgnoreCase("true") || last.equals("1");
        return answer(job, uploads.append(job, number("offset", offset), ends, body, headers, jobId == null), headers);
    }

    @GET
    @Path("/upload-backup")
    @Operation(summary = "Where the upload of a backup stands")
    @APIResponseSchema(value = BackupUpload.class, responseCode = "200")
    public Response state(@QueryParam("job_id") String jobId, @Context HttpHeaders headers) {
        UUID job = JobIds.of(jobId == null ? "" : jobId);
        BackupJob shown = shown(job, headers);
        BackupUploads.Stand stand = uploads.state(job);
        return headers(stand, Answer.ok(new BackupUpload(job, shown.status(), stand.offset(), stand.complete())).response());
    }

    private Response answer(UUID job, BackupUploads.Stand stand, HttpHeaders headers) {
        BackupJob shown = shown(job, headers);
        Answer answer = stand.complete()
                ? Answer.of(201, "/api/v1/migration/restore-status/" + job + "/", new UploadedBackup(true, shown))
                : Answer.of(202, "/api/v1/migration/restore-status/" + job + "/",
                        new BackupUpload(job, shown.status(), stand.offset(), false));
        return headers(stand, answer.response());
    }

    private BackupJob shown(UUID job, HttpHeaders headers) {
        return QuarkusTransaction.requiringNew()
                .call(() -> backups.of(backups.required(job), headers.getHeaderString("Accept-Language")));
    }

    private static Response headers(BackupUploads.Stand stand, Response answer) {
        return Response.fromResponse(answer)
                .header("Upload-Offset", stand.offset())
                .header("Upload-Complete", stand.complete() ? "?1" : "?0")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static long number(String name, String text) {
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // Answered below like a negative one.
        }
        throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.parameter", name, "bytes from 0");
    }

    private String name() {
        return caller.getPrincipal().getName();
    }
}
