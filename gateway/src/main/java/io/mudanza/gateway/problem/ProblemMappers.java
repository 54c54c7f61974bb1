package io.mudanza.gateway.problem;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.identity.IdentityUnavailableException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a call becomes a problem document; what nobody foresaw is logged with the trace id of the answer. */
@Singleton
class ProblemMappers {
    private static final Logger LOGGER = Logger.getLogger(ProblemMappers.class);

    private final Problems problems;

    ProblemMappers(Problems problems) {
        this.problems = problems;
    }

    @ServerExceptionMapper(priority = 4000)
    Response problem(ProblemException problem, HttpHeaders headers, UriInfo uri) {
        String traceId = Problems.newTraceId();
        if (problem.code().httpStatus() >= 500) {
            LOGGER.warnf(problem, "%s ends with %s, trace %s", uri.getPath(), problem.code().wire(), traceId);
        }
        return problems.answer(problem, headers, uri, traceId);
    }

    @ServerExceptionMapper(value = {UnauthorizedException.class, AuthenticationFailedException.class}, priority = 4000)
    Response unauthorized(SecurityException refused, HttpHeaders headers, UriInfo uri) {
        Throwable cause = refused.getCause();
        if (cause instanceof IdentityUnavailableException away) {
            return identityAway(away, headers, uri);
        }
        if (cause instanceof ForbiddenException forbidden) {
            return forbidden(forbidden, headers, uri);
        }
        return problems.answer(ProblemCode.TOKEN_INVALID, 401, headers, uri, Problems.newTraceId());
    }

    @ServerExceptionMapper(priority = 4000)
    Response forbidden(ForbiddenException refused, HttpHeaders headers, UriInfo uri) {
        return problems.answer(ProblemCode.PERMISSION_DENIED, 403, headers, uri, Problems.newTraceId());
    }

    @ServerExceptionMapper(priority = 4000)
    Response identityAway(IdentityUnavailableException away, HttpHeaders headers, UriInfo uri) {
        String traceId = Problems.newTraceId();
        LOGGER.warnf("trace %s: %s", traceId, away.getMessage());
        return problems.answer(ProblemCode.SERVICE_UNAVAILABLE, 503, headers, uri, traceId);
    }

    @ServerExceptionMapper(priority = 4000)
    Response web(WebApplicationException failure, HttpHeaders headers, UriInfo uri) {
        int status = failure.getResponse().getStatus();
        if (status < 400) {
            return failure.getResponse();
        }
        ProblemCode code = switch (status) {
            case 400 -> ProblemCode.MALFORMED_REQUEST;
            case 401 -> ProblemCode.TOKEN_INVALID;
            case 403 -> ProblemCode.PERMISSION_DENIED;
            case 404 -> ProblemCode.NOT_FOUND;
            case 408 -> ProblemCode.REQUEST_TOO_SLOW;
            case 413 -> ProblemCode.PAYLOAD_TOO_LARGE;
            case 429 -> ProblemCode.TOO_MANY_REQUESTS;
            case 503 -> ProblemCode.SERVICE_UNAVAILABLE;
            default -> status < 500 ? ProblemCode.INVALID_REQUEST : ProblemCode.INTERNAL_ERROR;
        };
        return problems.answer(code, status, headers, uri, Problems.newTraceId());
    }

    @ServerExceptionMapper(priority = 4000)
    Response unforeseen(Throwable failure, HttpHeaders headers, UriInfo uri) {
        String traceId = Problems.newTraceId();
        LOGGER.errorf(failure, "%s failed, trace %s", uri.getPath(), traceId);
        return problems.answer(ProblemCode.INTERNAL_ERROR, 500, headers, uri, traceId);
    }
}
