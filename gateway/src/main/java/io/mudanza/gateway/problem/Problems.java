package io.mudanza.gateway.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.messaging.cloudevent.ContractJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Makes answers of problems. Written as bytes: whatever the caller accepts, a problem can be said. */
@ApplicationScoped
public class Problems {
    private static final ObjectMapper JSON = ContractJson.newMapper();

    Response answer(ProblemException problem, HttpHeaders headers, UriInfo uri, String traceId) {
        Locale language = language(headers);
        return answer(problem.code(), problem.code().httpStatus(), ProblemText.detail(problem, language),
                problem.members(), language, uri, traceId);
    }

    /** A problem of the outer layers, with the sentence that belongs to its code. */
    Response answer(ProblemCode code, int status, HttpHeaders headers, UriInfo uri, String traceId) {
        Locale language = language(headers);
        return answer(code, status, ProblemText.detail(code.wire(), language), Map.of(), language, uri, traceId);
    }

    /** The document alone, for layers that know no JAX-RS. */
    public byte[] document(ProblemException problem, String acceptLanguage, String path) {
        Locale language = ProblemText.language(acceptLanguage);
        ProblemCode code = problem.code();
        return bytes(new Problem("urn:mudanza:problem:" + code.wire(), ProblemText.title(code, language), code.httpStatus(),
                code.wire(), ProblemText.detail(problem, language), path, newTraceId(), problem.members()));
    }

    private static Response answer(
            ProblemCode code,
            int status,
            String detail,
            Map<String, Object> members,
            Locale language,
            UriInfo uri,
            String traceId) {
        Problem problem = new Problem("urn:mudanza:problem:" + code.wire(), ProblemText.title(code, language), status,
                code.wire(), detail, path(uri), traceId, members);
        Response.ResponseBuilder answer = Response.status(status)
                .type("application/problem+json")
                .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                .entity(bytes(problem));
        switch (status) {
            case 401 -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            // What was not read of the body must not be taken for the next request.
            case 408, 413 -> answer.header("Connection", "close");
            case 429 -> answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(members.getOrDefault("retry_after", 5)));
            case 503 -> answer.header(HttpHeaders.RETRY_AFTER, "2");
            case 409 -> {
                if (members.containsKey("retry_after")) {
                    answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(members.get("retry_after")));
                }
            }
            default -> {
                // No further header belongs to the other statuses.
            }
        }
        return answer.build();
    }

    /** Null for an address that is none. */
    private static String path(UriInfo uri) {
        try {
            return uri.getRequestUri().getRawPath();
        } catch (RuntimeException malformed) {
            return null;
        }
    }

    static String newTraceId() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static Locale language(HttpHeaders headers) {
        return ProblemText.language(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static byte[] bytes(Problem problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem document cannot be written", impossible);
        }
    }
}
