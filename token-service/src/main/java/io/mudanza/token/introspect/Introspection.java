package io.mudanza.token.introspect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.issue.Limits;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The answer about a token: what it may do, or a code and a sentence.
 *
 * @param peers    names of which the caller must have proved one
 * @param limited  whether it is good only for the sessions that it opens
 * @param sessions jobs of its sessions, when it is limited
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Introspection(
        boolean active,
        String id,
        List<String> permissions,
        @JsonProperty("expires_at") Instant expiresAt,
        String description,
        List<String> peers,
        JsonNode scope,
        Boolean limited,
        List<UUID> sessions,
        String code,
        String detail) {

    static Introspection of(String id, Limits limits, List<UUID> sessions) {
        return new Introspection(true, id, limits.permission().roles(), limits.expiresAt(), limits.description(),
                limits.allowedDomains(), limits.scope() == null ? null : limits.scope().json(),
                limits.maxUses() != null, sessions, null, null);
    }

    /** Says no more than this, whatever the reason: not whether the token ever existed. */
    static Introspection invalid() {
        return refused(ProblemCode.TOKEN_INVALID, "Token inválido o expirado");
    }

    static Introspection wrongAddress() {
        return refused(ProblemCode.PERMISSION_DENIED,
                "This token may not be used from this address. Use it from an address in its allowed_ips");
    }

    private static Introspection refused(ProblemCode code, String detail) {
        return new Introspection(false, null, null, null, null, null, null, null, null, code.wire(), detail);
    }
}
