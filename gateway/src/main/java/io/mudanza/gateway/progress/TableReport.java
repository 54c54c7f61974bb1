package io.mudanza.gateway.progress;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far one table is in one step. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "TableProgress")
public record TableReport(
        String step,
        String table,
        long rowsDone,
        @Schema(description = "-1 when unknown") long rowsTotal,
        long bytesDone) {}
