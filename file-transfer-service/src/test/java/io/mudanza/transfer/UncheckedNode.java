package io.mudanza.transfer;

import java.util.Map;

/** A node whose operator has switched the check of certificates off. */
public class UncheckedNode extends TransferNode {

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = super.start();
        settings.put("mudanza.verify-ssl", "false");
        return settings;
    }
}
