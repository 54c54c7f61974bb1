package io.mudanza.gateway.access;

import io.mudanza.gateway.limits.ClientAddress;
import io.mudanza.identity.ActiveToken;
import io.mudanza.identity.IdentityUnavailableException;
import io.mudanza.identity.TokenIntrospection;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** {@code Authorization: Bearer mig_…} becomes an identity with roles. Every other bearer is left to the JWT mechanism. */
@ApplicationScoped
class MigrationTokenMechanism implements HttpAuthenticationMechanism {
    private static final int LONGEST = 500;

    private final TokenIntrospection introspection;
    private final ClientAddress addresses;

    MigrationTokenMechanism(TokenIntrospection introspection, ClientAddress addresses) {
        this.introspection = introspection;
        this.addresses = addresses;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviders) {
        String token = BearerToken.of(context);
        if (token == null || !token.startsWith("mig_")) {
            return Uni.createFrom().nullItem();
        }
        String address = addresses.of(context.request());
        return Uni.createFrom()
                .item(() -> identity(token, address))
                .runSubscriptionOn(Infrastructure.getDefaultExecutor());
    }

    private SecurityIdentity identity(String token, String address) {
        Optional<ActiveToken> active;
        try {
            active = token.length() > LONGEST ? Optional.empty() : introspection.introspect(token, address);
        } catch (IdentityUnavailableException | ForbiddenException reason) {
            throw new AuthenticationFailedException(reason);
        }
        return active.map(found -> (SecurityIdentity) QuarkusSecurityIdentity.builder()
                        .setPrincipal(new QuarkusPrincipal(found.id()))
                        .addRoles(found.permissions())
                        .build())
                .orElseThrow(() -> new AuthenticationFailedException("the migration token is not active"));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    /** Before the JWT mechanism, which would refuse a migration token. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1000;
    }
}
