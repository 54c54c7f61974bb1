package io.mudanza.exporting.serve;

import io.mudanza.contracts.problem.ProblemCode;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers that say no: problem JSON with a stable code. */
final class Problem {

    private Problem() {}

    static Response of(ProblemCode code, String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("status", code.httpStatus());
        body.put("code", code.wire());
        body.put("detail", detail);
        return Response.status(code.httpStatus()).type("application/problem+json").entity(body).build();
    }
}
