package io.mudanza.gateway.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.problem.ProblemText;
import io.mudanza.gateway.requests.ExportRequest;
import io.mudanza.gateway.requests.RequestJson;
import io.mudanza.gateway.saga.JobDesk;
import io.mudanza.gateway.saga.NewJob;
import io.mudanza.messaging.cloudevent.CloudEvent;
import io.mudanza.messaging.cloudevent.TimeOrderedId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Jobs that other programs ask for by an event. Whatever is wrong with a request becomes a refusal, never a dead letter. */
@ApplicationScoped
class RequestedJobs {
    private static final Logger LOGGER = Logger.getLogger(RequestedJobs.class);

    private final RequestToken tokens;
    private final JobDesk desk;
    private final RequestJson json;
    private final RequestAuthority authority;

    RequestedJobs(RequestToken tokens, RequestAuthority authority, JobDesk desk, RequestJson json) {
        this.tokens = tokens;
        this.authority = authority;
        this.desk = desk;
        this.json = json;
    }

    void handle(CloudEvent event) {
        try {
            JsonWebToken caller = tokens.check(event.headers().get("authorization"));
            authority.confirm(caller);
            JsonNode request = json.tree(event.data());
            if (!caller.getGroups().contains("read")) {
                throw new ProblemException(ProblemCode.PERMISSION_DENIED, "permission_denied");
            }
            if (!JobDirection.EXPORT.wire().equals(request.path("direction").asText())) {
                throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.direction");
            }
            JsonNode options = request.path("options");
            ExportRequest export = options.isMissingNode() || options.isNull()
                    ? ExportRequest.DEFAULTS
                    : json.convert(options, ExportRequest.class);
            desk.run(new NewJob(TimeOrderedId.next(), JobDirection.EXPORT, export.options(), Map.of(),
                    String.valueOf(caller.getName()), event.id()));
        } catch (ProblemException refused) {
            LOGGER.infof("request %s refused: %s", event.id(), refused.code().wire());
            desk.refuse(event.id(), refused.code().wire(), ProblemText.detail(refused, Locale.ENGLISH));
        }
    }
}
