package io.mudanza.gateway.access;

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
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code Authorization: Bearer mig_…} becomes an identity with roles. Every other bearer is left to the JWT mechanism.
 * The token is watched for as long as the call lasts.
 */
@ApplicationScoped
class MigrationTokenMechanism implements HttpAuthenticationMechanism {
    private static final int LONGEST = 500;

    private final TokenIntrospection introspection;
    private final ClientAddress addresses;
    private final ProvedPeers peers;
    private final OpenCalls openCalls;
    private final OutsideLimits outside;

    MigrationTokenMechanism(
            TokenIntrospection introspection, ClientAddress addresses, ProvedPeers peers, OpenCalls openCalls,
            OutsideLimits outside) {
        this.introspection = introspection;
        this.addresses = addresses;
        this.peers = peers;
        this.openCalls = openCalls;
        this.outside = outside;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identityProviders) {
        String token = BearerToken.of(context);
        if (token == null || !token.startsWith("mig_")) {
            return Uni.createFrom().nullItem();
        }
        String address = addresses.of(context.request());
        return Uni.createFrom()
                .item(() -> identity(new Presented(token, address), context))
                .runSubscriptionOn(Infrastructure.getDefaultExecutor());
    }

    private SecurityIdentity identity(Presented presented, RoutingContext context) {
        Optional<ActiveToken> active;
        try {
            active = presented.token().length() > LONGEST
                    ? Optional.empty()
                    : introspection.introspect(presented.token(), presented.address());
            active.ifPresent(token -> checkPeer(token, presented, context));
        } catch (IdentityUnavailableException | ForbiddenException reason) {
            throw new AuthenticationFailedException(reason);
        }
        ActiveToken token = active.orElseThrow(
                () -> new AuthenticationFailedException("the migration token is not active"));
        openCalls.watch(presented, context);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(token.id()))
                .addRoles(roles(token))
                .addAttribute(Fence.TOKEN, token)
                .addAttribute(Fence.PRESENTED, presented)
                .build();
    }

    private void checkPeer(ActiveToken token, Presented presented, RoutingContext context) {
        if (!token.peers().isEmpty() && Collections.disjoint(token.peers(), peers.of(context))) {
            outside.note(token, "peer_not_proved", presented.address());
            throw new ForbiddenException("this token is for peers that prove who they are");
        }
    }

    private static Set<String> roles(ActiveToken token) {
        return token.fenced()
                ? token.permissions().stream().map(role -> "fenced-" + role).collect(Collectors.toSet())
                : token.permissions();
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
