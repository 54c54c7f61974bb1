package io.mudanza.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A node whose operator believes only keys that are written down, and has written down none. */
public class OnlyTrustedNode extends TransferNode {

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = super.start();
        try {
            Path file = Files.createTempFile("mudanza-trusted", "");
            settings.put("mudanza.trusted-peers", file.toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        settings.put("mudanza.only-trusted-keys", "true");
        return settings;
    }
}
