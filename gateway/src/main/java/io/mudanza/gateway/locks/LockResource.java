package io.mudanza.gateway.locks;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.coordination.locks.LockAnswer;
import io.mudanza.coordination.locks.LockDesk;
import io.mudanza.coordination.locks.LockGrant;
import io.mudanza.coordination.locks.LockName;
import io.mudanza.coordination.locks.LockRequest;
import io.mudanza.coordination.locks.LockState;
import io.mudanza.coordination.locks.LocksUnavailableException;
import io.mudanza.gateway.access.Roles;
import io.mudanza.gateway.audit.AuditedReasons;
import io.mudanza.gateway.idempotency.Answer;
import io.mudanza.gateway.idempotency.Idempotency;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.gateway.requests.RequestJson;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Locks for other programs. A name is one segment of the path, percent-encoded: {@code a/b} is {@code a%2Fb}. */
@Path("/api/v1/locks/{name}")
@RunOnVirtualThread
@Tag(name = "locks")
public class LockResource {
    private final LockDesk desk;
    private final LockWishes wishes;
    private final RequestJson json;
    private final Idempotency idempotency;
    private final SecurityIdentity caller;
    private final AuditedReasons audit;

    LockResource(LockDesk desk, LockWishes wishes, RequestJson json, Idempotency idempotency, SecurityIdentity caller,
            AuditedReasons audit) {
        this.desk = desk;
        this.wishes = wishes;
        this.json = json;
        this.idempotency = idempotency;
        this.caller = caller;
        this.audit = audit;
    }

    @GET
    @RolesAllowed(Roles.READ)
    @Operation(summary = "Who has a lock", description = "A name that nobody has used is a lock that nobody holds.")
    @APIResponseSchema(value = LockForms.Shown.class, responseCode = "200")
    public Response show(@PathParam("name") String name) {
        LockName lock = wishes.name(name);
        LockState state = decided(() -> desk.state(lock)).orElse(new LockState(false, null, null, null, Duration.ZERO, null, 0,
                0, 0, 0, null, null));
        return Answer.ok(new LockForms.Shown(lock.text(), state.held(), state.holder(), state.owner(), state.since(),
                state.expiresAt(), state.expiresIn().toMillis() / 1000.0, state.fence(), state.waiting())).response();
    }

    @POST
    @RolesAllowed(Roles.WRITE)
    @Operation(
            summary = "Takes a lock",
            description = "It holds for lease_seconds; renew it with PUT before that, give it back with DELETE. 409 lock_busy says"
                    + " who has it. With wait_seconds the request stands in line. Send fence with everything that is written"
                    + " under the lock, and let the receiver refuse a number smaller than one it has seen.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = LockForms.Wanted.class)))
    @APIResponseSchema(value = LockForms.Given.class, responseCode = "201")
    @APIResponse(responseCode = "409", description = "lock_busy: {holder, since, expires_in, retry_after}, Retry-After")
    public Response take(@PathParam("name") String name, byte[] body, @HeaderParam("Idempotency-Key") String key,
            @Context RoutingContext context) {
        LockRequest request = wishes.wanted(name, json.read(body, LockForms.Wanted.class), owner());
        return idempotency.answerOnce(key, owner(), "lock " + request.name() + " " + request.lease(), () ->
                Answer.of(201, null, given(request.name(), granted(request, context)))).response();
    }

    private LockGrant granted(LockRequest request, RoutingContext context) {
        LockAnswer answer = decided(() -> {
            try {
                return desk.take(request, () -> context.response().closed());
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new ProblemException(ProblemCode.SERVICE_UNAVAILABLE, "service_unavailable", stopping);
            }
        });
        return switch (answer) {
            case LockAnswer.Granted granted -> {
                if (context.response().closed()) {
                    // Whoever waited is gone: nobody would ever give it back.
                    desk.release(request.name(), request.owner(), granted.grant().token());
                }
                yield granted.grant();
            }
            case LockAnswer.Busy busy -> throw LockProblems.busy(request.name(), busy.state());
            case LockAnswer.TooMany many -> throw LockProblems.tooMany(many.limit());
        };
    }

    @PUT
    @RolesAllowed(Roles.WRITE)
    @Operation(summary = "Renews a lock", description = "By its owner, with the lock's token in the header Lock-Token.")
    @RequestBody(content = @Content(mediaType = "application/json", schema = @Schema(implementation = LockForms.Renewal.class)))
    @APIResponseSchema(value = LockForms.Renewed.class, responseCode = "200")
    @APIResponse(responseCode = "409", description = "lock_lost: the lock is not the caller's any more")
    public Response renew(@PathParam("name") String name, @HeaderParam("Lock-Token") String token, byte[] body) {
        LockName lock = wishes.name(name);
        Duration lease = wishes.lease(json.read(body, LockForms.Renewal.class).leaseSeconds());
        Optional<LockGrant> renewed = decided(() -> desk.renew(lock, owner(), wishes.token(token), lease));
        LockGrant grant = renewed.orElseThrow(() -> lost(lock));
        return Answer.ok(new LockForms.Renewed(lock.text(), grant.fence(), grant.since(), grant.expiresAt())).response();
    }

    @DELETE
    @RolesAllowed(Roles.WRITE)
    @Operation(summary = "Gives a lock back", description = "By its owner, with the lock's token in the header Lock-Token.")
    @APIResponse(responseCode = "204", description = "Free again")
    @APIResponse(responseCode = "409", description = "lock_lost: the lock was not the caller's any more")
    public Response release(@PathParam("name") String name, @HeaderParam("Lock-Token") String token) {
        LockName lock = wishes.name(name);
        if (!decided(() -> desk.release(lock, owner(), wishes.token(token)))) {
            throw lost(lock);
        }
        return Response.noContent().build();
    }

    @POST
    @Path("/takeover")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            summary = "Takes a lock away from whoever holds it",
            description = "With a reason, which is in the audit. The one who loses it learns it at his next renewal; what he still"
                    + " writes carries a smaller fence.")
    @RequestBody(required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = LockForms.Takeover.class)))
    @APIResponseSchema(value = LockForms.Given.class, responseCode = "201")
    public Response takeOver(@PathParam("name") String name, byte[] body, @HeaderParam("Idempotency-Key") String key,
            @Context RoutingContext context) {
        LockForms.Takeover wanted = json.read(body, LockForms.Takeover.class);
        String reason = wishes.reason(wanted.reason());
        LockRequest request = wishes.wanted(name, new LockForms.Wanted(wanted.leaseSeconds(), 0, wanted.holder()), owner());
        return idempotency.answerOnce(key, owner(), "takeover " + request.name() + " " + reason, () -> {
            String before = decided(() -> desk.state(request.name())).filter(LockState::held)
                    .map(state -> "from " + state.owner() + ", fence " + state.fence()).orElse("it was free");
            LockGrant grant = decided(() -> desk.takeOver(request, reason));
            audit.note(context, "lock takeover", request.name().text(),
                    before + ", now fence " + grant.fence() + ": " + reason);
            return Answer.of(201, null, given(request.name(), grant));
        }).response();
    }

    private ProblemException lost(LockName lock) {
        return LockProblems.lost(lock, decided(() -> desk.state(lock)).orElse(null));
    }

    private static LockForms.Given given(LockName name, LockGrant grant) {
        return new LockForms.Given(name.text(), grant.token(), grant.fence(), grant.since(), grant.expiresAt());
    }

    private static <T> T decided(Supplier<T> question) {
        try {
            return question.get();
        } catch (LocksUnavailableException away) {
            throw new ProblemException(ProblemCode.SERVICE_UNAVAILABLE, "lock.undecided", away);
        }
    }

    private String owner() {
        return caller.getPrincipal().getName();
    }
}
