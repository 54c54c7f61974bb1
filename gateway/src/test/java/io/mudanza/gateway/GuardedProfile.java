package io.mudanza.gateway;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.Map;

/** A gateway behind a proxy on this machine, with limits that a test can reach. */
public class GuardedProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>();
        settings.put("mudanza.gateway.trusted-proxies", "127.0.0.0/8,::1");
        settings.put("mudanza.gateway.limits.failures-burst", "5");
        settings.put("mudanza.gateway.limits.failures-of-token", "8");
        settings.put("mudanza.gateway.limits.failures-per-minute", "1");
        settings.put("mudanza.gateway.limits.lockout", "PT4S");
        settings.put("mudanza.gateway.limits.token-burst", "100");
        settings.put("mudanza.gateway.limits.token-per-minute", "60");
        settings.put("mudanza.gateway.limits.body-window", "PT2S");
        settings.put("mudanza.gateway.limits.json-time", "PT2S");
        return settings;
    }
}
