package io.mudanza.gateway.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when ledger and broker answer. */
@Readiness
@ApplicationScoped
class GatewayReadiness implements HealthCheck {
    private final NodeHealth health;

    GatewayReadiness(NodeHealth health) {
        this.health = health;
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, NodeHealth.Look> found = health.look();
        return HealthCheckResponse.named("gateway")
                .withData("database", found.get("database").up())
                .withData("kafka", found.get("kafka").up())
                .status(found.get("database").up() && found.get("kafka").up())
                .build();
    }
}
