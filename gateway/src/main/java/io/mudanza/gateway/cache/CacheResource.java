package io.mudanza.gateway.cache;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.coordination.cache.CachePattern;
import io.mudanza.coordination.cache.Caches;
import io.mudanza.coordination.cache.RedisAwayException;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.requests.RequestJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Empties caches. Nothing is lost by it: what is asked for next is read anew. */
@Path("/api/v1/migration/cache/clear")
@RunOnVirtualThread
@Tag(name = "infrastructure")
public class CacheResource {
    private static final CachePattern DASHBOARD = new CachePattern("dashboard*");

    private final Caches caches;
    private final RequestJson json;

    CacheResource(Caches caches, RequestJson json) {
        this.caches = caches;
        this.json = json;
    }

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "Clears caches", description = "One of all, dashboard, locks, pattern; with dry_run it only counts.")
    @RequestBody(required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = CacheForms.Wish.class)))
    @APIResponseSchema(value = CacheForms.Cleared.class, responseCode = "200")
    public Response clear(byte[] body) {
        CacheForms.Wish wish = json.read(body, CacheForms.Wish.class);
        boolean countOnly = Boolean.TRUE.equals(wish.dryRun());
        List<Caches.Cleared> cleared = cleared(wish, countOnly);
        return Answer.ok(new CacheForms.Cleared(countOnly, cleared.stream().map(each -> new CacheForms.Space(
                each.space().wire(), each.space().database(), each.keys())).toList())).response();
    }

    private List<Caches.Cleared> cleared(CacheForms.Wish wish, boolean countOnly) {
        long wishes = Stream.of(wish.all(), wish.dashboard(), wish.locks(), wish.pattern() == null ? null : Boolean.TRUE)
                .filter(Objects::nonNull).filter(Boolean::booleanValue).count();
        if (wishes != 1) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.missing", "all, dashboard, locks or pattern");
        }
        try {
            if (Boolean.TRUE.equals(wish.all())) {
                return caches.clearAll(countOnly);
            }
            if (Boolean.TRUE.equals(wish.locks())) {
                return List.of(caches.clearLocks(countOnly));
            }
            return caches.clear(wish.pattern() == null ? DASHBOARD : new CachePattern(wish.pattern()), countOnly);
        } catch (IllegalArgumentException wrong) {
            throw new ProblemException(ProblemCode.INVALID_REQUEST, "request.field", "pattern", wrong.getMessage());
        } catch (RedisAwayException away) {
            throw new ProblemException(ProblemCode.SERVICE_UNAVAILABLE, "cache.redis_away", away);
        }
    }
}
