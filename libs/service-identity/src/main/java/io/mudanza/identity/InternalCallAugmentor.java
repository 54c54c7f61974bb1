package io.mudanza.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Holds an internal JWT to the service and the job that it was made for: the path of the call must be of that service,
 * and a path that names a job must name that one.
 */
@ApplicationScoped
public class InternalCallAugmentor implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(identity);
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        RoutingContext call = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        if (call != null && identity.getPrincipal() instanceof JsonWebToken jwt) {
            CallTarget.ofPath(call.normalizedPath()).ifPresent(target -> check(jwt, target));
        }
        return Uni.createFrom().item(identity);
    }

    static void check(JsonWebToken jwt, CallTarget target) {
        Set<String> audience = jwt.getAudience();
        if (audience == null || !audience.contains(target.audience())) {
            throw new AuthenticationFailedException("the JWT was made for another service");
        }
        Object job = jwt.getClaim("job");
        if (job != null && !target.job().equals(job.toString())) {
            throw new AuthenticationFailedException("the JWT was made for another job");
        }
    }
}
