package io.mudanza.gateway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mudanza.audit.AuditEvent;
import io.mudanza.audit.AuditRecord;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A row of the trail as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AuditRow(
        long seq, String at, String actor, String action, String object, String address, String outcome,
        String detail) {
    static final String HEADER = "seq,at,actor,action,object,address,outcome,detail\r\n";

    static AuditRow of(AuditRecord row) {
        AuditEvent event = row.event();
        return new AuditRow(row.seq(), event.at().toString(), event.actor(), event.action(), event.object(),
                event.address(), event.outcome(), event.detail());
    }

    /** A line by RFC 4180. */
    String csv() {
        return Stream.of(String.valueOf(seq), at, actor, action, object, address, outcome, detail)
                .map(AuditRow::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** What a spreadsheet would take for a formula is made text: CWE-1236. */
    private static String quoted(String field) {
        if (field == null) {
            return "";
        }
        String safe = field.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + field : field;
        return safe.matches("[A-Za-z0-9 _.:/-]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
