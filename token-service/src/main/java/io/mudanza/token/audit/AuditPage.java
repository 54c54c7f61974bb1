package io.mudanza.token.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Rows from the newest on; {@code next_cursor} is absent on the last page. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditPage(List<AuditEntry> entries, @JsonProperty("next_cursor") String nextCursor) {
}
