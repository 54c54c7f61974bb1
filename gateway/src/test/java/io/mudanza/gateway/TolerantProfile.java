package io.mudanza.gateway;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A gateway that locks nobody out: for tests in which a hundred calls are meant to be refused. */
public class TolerantProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "mudanza.gateway.limits.failures-burst", "100000",
                "mudanza.gateway.limits.failures-of-token", "100000",
                "mudanza.gateway.limits.failures-per-minute", "100000");
    }
}
