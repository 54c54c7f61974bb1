package io.mudanza.transfer;

import io.mudanza.embedded.testing.TestInfra;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** The settings of a node whose token-service and export-service are stand-ins, and whose patience is short. */
public class TransferNode implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = TestInfra.nodeSettings();
        String standIn = LocalServices.start();
        settings.put("mudanza.services.token-url", standIn);
        settings.put("mudanza.services.exporting-url", standIn);
        settings.put("mudanza.parallel-transfers", "3");
        settings.put("mudanza.file-chunk-size-mb", "1");
        settings.put("mudanza.max-export-size-gb", "1");
        settings.put("mudanza.transfer.source-patience", "4s");
        settings.put("mudanza.transfer.stall-window", "2s");
        settings.put("mudanza.transfer.answer-timeout", "5s");
        settings.put("mudanza.transfer.connect-timeout", "2s");
        return settings;
    }

    @Override
    public void stop() {
        // The servers end with the JVM.
    }
}
