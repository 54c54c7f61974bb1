package io.mudanza.transfer;

import io.mudanza.embedded.process.TempFolder;
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
        Path file = TempFolder.create("mudanza-trusted").resolve("nobody");
        try {
            settings.put("mudanza.trusted-peers", Files.createFile(file).toString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        settings.put("mudanza.only-trusted-keys", "true");
        return settings;
    }
}
