package io.mudanza.gateway.dashboard;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Figures of all jobs. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "Dashboard")
record Dashboard(
        @Schema(description = "When this was counted; at most five seconds ago") Instant asOf,
        long jobs,
        Map<String, Long> byStatus,
        Map<String, Long> byDirection,
        @Schema(description = "Of the last 24 hours") Day lastDay,
        List<Running> running) {

    /** What ended in the last 24 hours. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "DashboardDay")
    record Day(long completed, long failed, long rows, long bytes, long mediaFiles) {}

    /** A job that has not ended. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    @Schema(name = "DashboardJob")
    record Running(UUID id, String direction, String status, Instant createdAt) {}
}
