package io.mudanza.gateway.requests;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/** A trailing slash is optional everywhere in the API. */
@Provider
@PreMatching
public class TrailingSlashFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        URI address = request.getUriInfo().getRequestUri();
        String path = address.getRawPath();
        if (path.startsWith("/api/") && path.endsWith("/")) {
            String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
            request.setRequestUri(address.resolve(path.substring(0, path.length() - 1) + query));
        }
    }
}
