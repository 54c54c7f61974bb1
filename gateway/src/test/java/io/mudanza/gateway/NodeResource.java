package io.mudanza.gateway;

import io.mudanza.embedded.testing.TestInfra;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** The infrastructure of a node, with the stub in the place of the other services. */
public class NodeResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new HashMap<>(TestInfra.nodeSettings());
        for (String service : new String[] {"exporting", "importing", "transfer", "verifying", "token"}) {
            settings.put("mudanza.services." + service + "-url", StubNode.INSTANCE.url());
        }
        settings.put("mudanza.gateway.step-retries", "1");
        return settings;
    }

    @Override
    public void stop() {
        // The servers go with the JVM.
    }
}
