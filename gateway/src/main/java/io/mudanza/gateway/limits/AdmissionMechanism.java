package io.mudanza.gateway.limits;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Asked before all others who authenticate: identifies nobody, but keeps out who has to wait, and counts who was refused. */
@ApplicationScoped
class AdmissionMechanism implements HttpAuthenticationMechanism {
    private static final String SEEN = "mudanza.admitted";
    private static final int UNAUTHORIZED = 401;

    private final Admission admission;
    private final Callers callers;

    AdmissionMechanism(Admission admission, Callers callers) {
        this.admission = admission;
        this.callers = callers;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviders) {
        // Calls between the services of a node carry JWTs and are not for the public to make.
        String path = context.request().path();
        if (path == null || !path.startsWith("/api/") || context.get(SEEN) != null) {
            return Uni.createFrom().nullItem();
        }
        context.put(SEEN, true);
        Caller caller = callers.of(context);
        context.addEndHandler(ended -> {
            if (context.response().getStatusCode() == UNAUTHORIZED && caller.name() != null) {
                Infrastructure.getDefaultExecutor().execute(() -> admission.fail(caller));
            }
        });
        return Uni.createFrom().<SecurityIdentity>item(() -> {
            admission.knock(caller);
            return null;
        }).runSubscriptionOn(Infrastructure.getDefaultExecutor());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 2000;
    }
}
