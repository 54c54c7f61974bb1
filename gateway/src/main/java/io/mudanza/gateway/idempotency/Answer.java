package io.mudanza.gateway.idempotency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.messaging.cloudevent.ContractJson;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/**
 * An answer that can be given again.
 *
 * @param status   HTTP status
 * @param location value of the header, or null
 * @param body     JSON, or null
 */
public record Answer(int status, String location, byte[] body) {
    private static final ObjectMapper JSON = ContractJson.newMapper();

    /** @param body anything that is JSON in the contracts' form, or null */
    public static Answer of(int status, String location, Object body) {
        return new Answer(status, location, body == null ? null : ContractJson.write(body));
    }

    public static Answer ok(Object body) {
        return of(200, null, body);
    }

    /** The body as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException impossible) {
            throw new IllegalStateException("an answer is JSON", impossible);
        }
    }

    /** As an HTTP answer. */
    public Response response() {
        Response.ResponseBuilder answer = Response.status(status);
        if (location != null) {
            answer.header("Location", location);
        }
        if (body != null) {
            answer.type(MediaType.APPLICATION_JSON_TYPE).entity(body);
        }
        return answer.build();
    }
}
