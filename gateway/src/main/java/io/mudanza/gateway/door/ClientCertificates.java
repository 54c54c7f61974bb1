package io.mudanza.gateway.door;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Mutual TLS: whether who comes over TLS has to show a certificate, {@code mudanza.gateway.client-auth}. Quarkus' own setting
 * is decided when the program is built; whoever runs a node decides it here.
 */
@ApplicationScoped
class ClientCertificates implements HttpServerOptionsCustomizer {

    /** What is asked of a client. */
    enum Demand {
        /** nothing */
        NONE,
        /** a certificate, if it has one; a wrong one ends the connection */
        REQUEST,
        /** a certificate */
        REQUIRED
    }

    private final Demand demand;

    ClientCertificates(@ConfigProperty(name = "mudanza.gateway.client-auth", defaultValue = "none") Demand demand) {
        this.demand = demand;
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setClientAuth(switch (demand) {
            case NONE -> ClientAuth.NONE;
            case REQUEST -> ClientAuth.REQUEST;
            case REQUIRED -> ClientAuth.REQUIRED;
        });
    }
}
