package io.mudanza.launcher.node;

import io.mudanza.embedded.process.Secrets;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The settings that the services of a node read: {@code config/application.properties}, for its owner's eyes only. */
public final class NodeSettings {
    private final Map<String, String> values = new TreeMap<>();

    public NodeSettings set(String name, String value) {
        if (value != null) {
            values.put(name, value);
        }
        return this;
    }

    /** Writes the file; what is special to the settings' reader (<code>${…}</code>) is taken literally. */
    public void write(Path file) {
        Properties properties = new Properties();
        values.forEach((name, value) -> properties.setProperty(name, value.replace("$", "\\$")));
        StringWriter text = new StringWriter();
        try {
            properties.store(text, "Written by mudanza at each start of the node; changes are lost.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Secrets.write(file, text.toString());
    }
}
