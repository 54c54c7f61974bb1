package io.mudanza.gateway.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.audit.AuditFilter;
import io.mudanza.audit.AuditRecord;
import io.mudanza.audit.AuditVerdict;
import io.mudanza.audit.AuditVerifier;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The audit trail: to read, to take along, to check. */
@Path("/api/v1/migration/audit")
@RunOnVirtualThread
@RolesAllowed(Roles.ADMIN)
@Tag(name = "audit")
public class AuditResource {
    private static final int MOST = 1000;

    private final GatewayAudit audit;
    private final AuditWriter writer;
    private final ObjectMapper json;

    AuditResource(GatewayAudit audit, AuditWriter writer, ObjectMapper json) {
        this.audit = audit;
        this.writer = writer;
        this.json = json;
    }

    @GET
    @Operation(summary = "Who did what, newest first; format=csv or ndjson streams everything, oldest first")
    @APIResponse(responseCode = "200", description = "A page of rows, or all of them as a stream")
    public Response list(
            @QueryParam("actor") String actor, @QueryParam("action") String action, @QueryParam("object") String object,
            @QueryParam("address") String address, @QueryParam("outcome") String outcome,
            @QueryParam("since") String since, @QueryParam("until") String until,
            @QueryParam("limit") @DefaultValue("100") int limit, @QueryParam("cursor") String cursor,
            @QueryParam("format") @DefaultValue("json") String format) throws SQLException {
        AuditFilter filter = new AuditFilter(actor, action, object, address, outcome, time(since),
                time(until));
        writer.write(true);
        return switch (format) {
            case "csv" -> stream("text/csv; charset=utf-8", AuditRow.HEADER, filter, AuditRow::csv);
            case "ndjson" -> stream("application/x-ndjson", "", filter, this::line);
            case "json" -> page(filter, limit, cursor);
            default -> throw bad("format", "json, csv, ndjson");
        };
    }

    @GET
    @Path("/verify")
    @Operation(summary = "Reads the whole trail and finds edited, deleted and cut-off rows")
    @APIResponse(responseCode = "200", description = "The verdict, with every break that was found")
    public Map<String, Object> verify() throws SQLException, IOException {
        writer.write(true);
        AuditVerdict verdict = AuditVerifier.verify(audit.trail(), audit.checkpoints());
        return Map.of("whole", verdict.whole(), "trails", List.of(shown(verdict)));
    }

    private static Map<String, Object> shown(AuditVerdict verdict) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("trail", verdict.trail());
        answer.put("whole", verdict.whole());
        answer.put("rows", verdict.rows());
        answer.put("checkpoints", verdict.checkpoints());
        answer.put("findings", verdict.findings().stream().map(finding -> Map.of(
                "kind", finding.kind().name().toLowerCase(Locale.ROOT), "seq", finding.seq(), "detail",
                finding.detail())).toList());
        return answer;
    }

    private Response page(AuditFilter filter, int limit, String cursor) throws SQLException {
        int rows = Math.clamp(limit, 1, MOST);
        List<AuditRecord> found = audit.trail().newest(filter, before(cursor), rows);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("entries", found.stream().map(AuditRow::of).toList());
        answer.put("next_cursor", found.size() < rows ? null : String.valueOf(found.getLast().seq()));
        return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
    }

    private Response stream(String type, String header, AuditFilter filter, Line line) {
        StreamingOutput output = out -> {
            out.write(header.getBytes(StandardCharsets.UTF_8));
            try {
                audit.trail().<IOException>each(filter,
                        row -> out.write(line.of(AuditRow.of(row)).getBytes(StandardCharsets.UTF_8)));
            } catch (SQLException e) {
                throw new IOException("the audit trail cannot be read to its end", e);
            }
        };
        return Response.ok(output, type).build();
    }

    /** A row as a line. */
    @FunctionalInterface
    private interface Line {
        String of(AuditRow row);
    }

    private String line(AuditRow row) {
        try {
            return json.writeValueAsString(row) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long before(String cursor) {
        try {
            return cursor == null ? Long.MAX_VALUE : Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw bad("cursor", "next_cursor");
        }
    }

    private static Instant time(String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw bad("since, until", "2026-01-31T00:00:00Z");
        }
    }

    private static ProblemException bad(String field, String rule) {
        return new ProblemException(ProblemCode.INVALID_REQUEST, "request.field", field, rule);
    }
}
