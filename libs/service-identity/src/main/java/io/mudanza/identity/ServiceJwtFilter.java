package io.mudanza.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Adds the service's JWT to a REST client: {@code @RegisterProvider(ServiceJwtFilter.class)}. */
@ApplicationScoped
public class ServiceJwtFilter implements ClientRequestFilter {

    private final ServiceJwt jwt;

    public ServiceJwtFilter(ServiceJwt jwt) {
        this.jwt = jwt;
    }

    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, jwt.bearer(request.getUri()));
    }
}
