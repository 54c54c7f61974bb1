package io.mudanza.gateway.peers;

import io.mudanza.gateway.access.ProvedPeers;
import io.mudanza.outbound.proof.SignedParts;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Collects what a caller has proved; a signature counts once, so the answer is kept with the call. */
@ApplicationScoped
class CallersProof implements ProvedPeers {
    private static final String PROVED = "mudanza.proved-peers";

    private final SignedPeers signed;

    CallersProof(SignedPeers signed) {
        this.signed = signed;
    }

    @Override
    public Set<String> of(RoutingContext call) {
        Set<String> known = call.get(PROVED);
        if (known != null) {
            return known;
        }
        HttpServerRequest request = call.request();
        Set<String> certified = CertifiedNames.of(request);
        Set<String> proved = certified.isEmpty() ? signed.of(parts(request)) : certified;
        call.put(PROVED, proved);
        return proved;
    }

    private static SignedParts parts(HttpServerRequest request) {
        String host = request.getHeader("Host");
        String authority = host != null || request.authority() == null ? host : request.authority().toString();
        return new SignedParts(
                request.method().name(),
                authority == null ? "" : authority,
                request.path(),
                request.query(),
                name -> single(request, name));
    }

    /** A header that is there twice is read in two ways by two readers: it counts as not there. */
    private static String single(HttpServerRequest request, String name) {
        var values = request.headers().getAll(name);
        return values.size() == 1 ? values.getFirst() : null;
    }
}
