package io.mudanza.gateway.messaging;

import com.fasterxml.jackson.databind.JsonNode;
import io.agroal.api.AgroalDataSource;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.messaging.Schema;
import io.mudanza.messaging.inbox.Inbox;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Map;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a signature cannot say: that the token behind the session is still good, and that nobody has taken the session from
 * a record that he could read and sends it again.
 */
@ApplicationScoped
class RequestAuthority {
    private static final String SPENT = "gateway-request-sessions";
    private static final int LONGEST_ID = 100;

    private final NodeHttp node;
    private final Inbox inbox;

    RequestAuthority(NodeHttp node, @DataSource("gateway") AgroalDataSource dataSource) {
        this.node = node;
        this.inbox = new Inbox(dataSource, new Schema("gateway"));
    }

    /**
     * Called in the transaction of the request.
     *
     * @throws ProblemException token_invalid when the token has been revoked or the session was used; service_unavailable
     *                          is thrown as an IllegalStateException, so that the request is looked at again
     */
    void confirm(JsonWebToken session) {
        String id = session.getSubject();
        if (!id.matches("[A-Za-z0-9_-]{1,100}") || session.getTokenID().length() > LONGEST_ID) {
            throw new ProblemException(ProblemCode.TOKEN_INVALID, "token_invalid");
        }
        if (!"active".equals(status(id))) {
            throw new ProblemException(ProblemCode.TOKEN_INVALID, "token_invalid");
        }
        try {
            if (!inbox.firstTime(SPENT, session.getTokenID())) {
                throw new ProblemException(ProblemCode.TOKEN_INVALID, "request.token_spent");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the inbox cannot be written", failure);
        }
    }

    private String status(String id) {
        try {
            JsonNode token = node.json(NodeService.TOKEN, "GET", "/internal/token/tokens/" + id, null, Map.of());
            return token == null ? null : token.path("status").asText();
        } catch (ProblemException problem) {
            if (problem.code() == ProblemCode.NOT_FOUND) {
                return null;
            }
            throw new IllegalStateException("the token-service does not say whether a token is good", problem);
        }
    }
}
