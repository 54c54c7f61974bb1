package io.mudanza.token.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

@Provider
class TokenProblemMapper implements ExceptionMapper<TokenProblem> {

    record ProblemResponse(String type, String title, int status, String code, String detail) {
    }

    @Override
    public Response toResponse(TokenProblem problem) {
        int status = problem.code().httpStatus();
        String code = problem.code().wire();
        return Response.status(status)
                .type("application/problem+json")
                .entity(new ProblemResponse("about:blank", code.replace('_', ' '), status, code, problem.getMessage()))
                .build();
    }
}
