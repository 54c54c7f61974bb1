package io.mudanza.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The same node over several lives of the gateway. Kept in system properties: every life has a class loader of its own. */
public class KeptNodeResource implements QuarkusTestResourceLifecycleManager {
    private static final String PREFIX = "kept-node.";

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = new NodeResource().start();
        Properties system = System.getProperties();
        settings.forEach((name, value) -> {
            boolean lives = name.startsWith("mudanza.services.") || name.contains("port");
            if (!lives && system.putIfAbsent(PREFIX + name, value) != null) {
                settings.put(name, system.getProperty(PREFIX + name));
            }
        });
        return new HashMap<>(settings);
    }

    @Override
    public void stop() {
        // The servers go with the JVM.
    }
}
