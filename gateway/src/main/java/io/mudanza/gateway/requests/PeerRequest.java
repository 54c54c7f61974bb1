package io.mudanza.gateway.requests;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.contracts.job.JobOptions;
import java.util.List;

/** What a pull and a push ask for alike. */
interface PeerRequest {

    JsonNode verify();

    Boolean createCheckpoint();

    Boolean includeMedia();

    Boolean compress();

    String mode();

    Boolean overwrite();

    Boolean dryRun();

    List<String> tables();

    List<String> exclude();

    String since();

    Boolean merge();

    /** Checked options of the job. */
    default JobOptions options() {
        Fields.absent(since(), "missing.since");
        Fields.absent(merge(), "missing.merge");
        return new JobOptions(Fields.or(includeMedia(), true), Fields.or(compress(), true),
                Fields.tables("tables", tables()), Fields.tables("exclude", exclude()), Fields.verify(verify()),
                Fields.or(createCheckpoint(), true), Fields.or(overwrite(), false), Fields.mode(mode()),
                Fields.or(dryRun(), false), false);
    }
}
