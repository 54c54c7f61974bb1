package io.mudanza.exporting;

import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.platform.standin.StandInNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** The settings of a node whose token-service and file-transfer-service are stand-ins. */
public class ExportingNode implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = TestInfra.nodeSettings();
        String standIn = StandInNode.start();
        settings.put("mudanza.services.token-url", standIn);
        settings.put("mudanza.services.transfer-url", standIn);
        settings.put("mudanza.services.patience", "PT10S");
        StandInNode.media(Path.of(settings.get("mudanza.platform.media")));
        return settings;
    }

    @Override
    public void stop() {
        // The servers end with the JVM.
    }
}
