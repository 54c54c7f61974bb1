package io.mudanza.transfer.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a {@link TransferProblem} in the form of RFC 9457. */
@Provider
public class TransferProblemMapper implements ExceptionMapper<TransferProblem> {

    @Override
    public Response toResponse(TransferProblem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:mudanza:problem:" + problem.code().wire());
        body.put("title", problem.code().wire().replace('_', ' '));
        body.put("status", problem.code().httpStatus());
        body.put("code", problem.code().wire());
        body.put("detail", problem.getMessage());
        body.putAll(problem.members());
        return Response.status(problem.code().httpStatus())
                .type("application/problem+json")
                .entity(body)
                .build();
    }
}
