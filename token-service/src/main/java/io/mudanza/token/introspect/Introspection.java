package io.mudanza.token.introspect;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.token.issue.MigrationTokenEntity;
import java.time.Instant;
import java.util.List;

/** The answer about a token: what it may do, or a code and a sentence. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Introspection(
        boolean active,
        String id,
        List<String> permissions,
        @JsonProperty("expires_at") Instant expiresAt,
        String description,
        String code,
        String detail) {

    static Introspection of(MigrationTokenEntity token) {
        return new Introspection(true, token.id(), token.permission().roles(), token.expiresAt(),
                token.description(), null, null);
    }

    /** Says no more than this, whatever the reason: not whether the token ever existed. */
    static Introspection invalid() {
        return new Introspection(false, null, null, null, null, ProblemCode.TOKEN_INVALID.wire(),
                "Token inválido o expirado");
    }

    static Introspection wrongAddress() {
        return new Introspection(false, null, null, null, null, ProblemCode.PERMISSION_DENIED.wire(),
                "This token may not be used from this address. Use it from an address in its allowed_ips");
    }
}
