package io.mudanza.gateway.requests;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.job.TargetMode;
import io.mudanza.contracts.job.VerifyLevel;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Body of {@code POST export/}. Every field may be left out. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@Schema(name = "ExportRequest")
public record ExportRequest(
        @Schema(defaultValue = "true") Boolean includeMedia,
        @Schema(defaultValue = "true") Boolean compress,
        @Schema(description = "Not part of this version: 501") String since,
        @Schema(description = "Only these: schema.table or schema.*") List<String> tables,
        @Schema(description = "Not these: schema.table or schema.*") List<String> exclude,
        @Schema(defaultValue = "bundle", description = "Only bundle; others: 501") String format,
        @Schema(description = "Read and digest, keep no rows", defaultValue = "false") Boolean digestOnly) {

    public static final ExportRequest DEFAULTS = new ExportRequest(null, null, null, null, null, null, null);

    /** Checked options of the job. */
    public JobOptions options() {
        Fields.absent(since, "missing.since");
        if (format != null && !format.equals("bundle")) {
            Fields.absent(format, "missing.format", format.length() > 40 ? format.substring(0, 40) : format);
        }
        return new JobOptions(Fields.or(includeMedia, true), Fields.or(compress, true), Fields.tables("tables", tables),
                Fields.tables("exclude", exclude), VerifyLevel.FULL, true, false, TargetMode.AUTO, false,
                Fields.or(digestOnly, false));
    }
}
