package io.mudanza.gateway.backups;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A backup and its restore, with the fields and statuses of the mission. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "BackupJob")
public record BackupJob(
        UUID id,
        @Schema(enumeration = {"uploading", "uploaded", "validating", "restoring", "completed", "failed"}) String status,
        @Schema(minimum = "0", maximum = "100") int progressPercent,
        String currentStep,
        String backupFile,
        BigDecimal fileSizeMb,
        String originalFilename,
        boolean restoreSql,
        boolean restoreMedia,
        boolean createBackupBefore,
        long sqlRecordsRestored,
        long mediaFilesRestored,
        BigDecimal mediaSizeMb,
        @Schema(description = "What was found in the backup: sql_dumps_count, media_files_count, …") Object backupMetadata,
        @Schema(description = "The validation: valid, errors, warnings; null before it") Object validation,
        @Schema(description = "The users that were merged; null before that") Object mergedUsers,
        String safetyBackupPath,
        @Schema(description = "Public id of the token") String uploadedBy,
        Instant createdAt,
        Instant startedAt,
        Instant completedAt,
        Long durationSeconds,
        @Schema(description = "Empty where nothing went wrong") String errorMessage,
        String errorCode,
        @Schema(description = "Status in jobs/", enumeration = {"pending", "running", "verifying", "publishing", "completed",
                "failed", "rolling_back", "rolled_back", "cancelled"}) String jobStatus,
        @Schema(enumeration = {"EQUAL", "DIFFERENT", "NOT_VERIFIED"}, nullable = true) String verdict,
        String checkpointId,
        String certificate) {}
