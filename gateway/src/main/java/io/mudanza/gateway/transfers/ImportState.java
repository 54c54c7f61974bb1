package io.mudanza.gateway.transfers;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.gateway.view.JobView;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An import as the one who sends it may see it: the upload, and how the import that follows it goes. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "Import")
public record ImportState(
        UUID jobId,
        String status,
        long offset,
        boolean complete,
        @Schema(minimum = "0", maximum = "100") int progressPercent,
        String currentStep,
        @Schema(enumeration = {"EQUAL", "DIFFERENT", "NOT_VERIFIED"}, nullable = true) String verdict,
        Double durationSeconds,
        JobView.JobError error,
        Long rows,
        Long bytes,
        Long mediaFiles,
        String checkpointId,
        @Schema(description = "Where the certificate is, once there is one") String certificate) {

    static ImportState of(JobView job, UploadResource.Upload upload) {
        return new ImportState(job.id(), job.status(), upload.offset(), upload.complete(), job.progressPercent(),
                job.currentStep(), job.verdict(), job.durationSeconds(), job.error(), job.rows(), job.bytes(),
                job.mediaFiles(), job.checkpointId(),
                job.certificate() == null
                        ? null
                        : "/api/v1/migration/receive-import/" + job.id() + "/certificate/");
    }
}
