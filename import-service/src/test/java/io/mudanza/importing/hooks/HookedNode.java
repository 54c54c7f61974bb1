package io.mudanza.importing.hooks;

import io.mudanza.embedded.process.TempFolder;
import io.mudanza.importing.ImportingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A node with hooks: a script that writes down its calls and fails when told to. */
public class HookedNode extends ImportingNode {

    static final String FOLDER = "mudanza.test.hooks";

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = super.start();
        try {
            Path folder = TempFolder.create("hooks");
            Path script = Files.writeString(folder.resolve("hook.sh"), """
                    #!/bin/sh
                    cd "$(dirname "$0")"
                    echo "$1 $MUDANZA_HOOK $MUDANZA_ACTION" >> calls
                    test ! -e "fail-$1"
                    """);
            script.toFile().setExecutable(true);
            settings.put("mudanza.hooks.before-publish", script + ",stop");
            settings.put("mudanza.hooks.after-publish", script + ",start");
            settings.put(FOLDER, folder.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings;
    }
}
