package io.mudanza.verifying;

import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.platform.standin.StandInNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The settings of a node whose token-service and file-transfer-service are stand-ins. */
public class VerifyingNode implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = TestInfra.nodeSettings();
        String standIn = StandInNode.start();
        settings.put("mudanza.services.token-url", standIn);
        settings.put("mudanza.services.transfer-url", standIn);
        settings.put("mudanza.services.patience", "PT10S");
        settings.put("mudanza.services.importing-url", standIn);
        return settings;
    }

    @Override
    public void stop() {
        // The servers end with the JVM.
    }
}
