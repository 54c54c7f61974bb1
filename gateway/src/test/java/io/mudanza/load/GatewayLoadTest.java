package io.mudanza.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.gateway.NodeResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * {@code -Dgateway.load=8}: the requests a second that the gateway answers, and the 99th percentile, with a token (admission
 * in Redis, introspection, roles, rate of the token) and the same work without, in turn, for so many seconds each. PostgreSQL
 * and Redis are real; the token-service is a stub in this JVM, which is asked once a second, as by a gateway in production.
 */
@QuarkusTest
@QuarkusTestResource(NodeResource.class)
@TestProfile(GatewayLoadTest.Unlimited.class)
@EnabledIfSystemProperty(named = "gateway.load", matches = "\\d+")
class GatewayLoadTest {
    private static final int CONNECTIONS = 16;

    @TestHTTPResource
    URI gateway;

    /** Limits that one client cannot reach. They are counted all the same. */
    public static final class Unlimited implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("mudanza.gateway.limits.token-per-minute", "6000000", "mudanza.gateway.limits.token-burst", "1000000",
                    "mudanza.gateway.limits.address-per-minute", "6000000", "mudanza.gateway.limits.address-burst", "1000000");
        }
    }

    @Test
    void withAndWithoutAuthentication() throws Exception {
        // Given
        double seconds = Integer.getInteger("gateway.load");
        Load load = new Load(gateway.getPort(), CONNECTIONS);
        String guarded = "/api/v1/migration/jobs/?limit=20";
        load.run("warm", guarded, "mig_read", seconds);
        load.run("warm", "/open/jobs?limit=20", null, seconds / 2);

        // When
        for (int round = 1; round <= 3; round++) {
            Load.Figures with = load.run("jobs with token, round " + round, guarded, "mig_read", seconds);
            Load.Figures without = load.run("jobs without, round " + round, "/open/jobs?limit=20", null, seconds);
            System.out.println("LOAD " + with.json());
            System.out.println("LOAD " + without.json());

            // Then
            assertThat(with.requests()).isPositive();
        }
    }
}
