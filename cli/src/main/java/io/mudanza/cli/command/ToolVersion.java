package io.mudanza.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Version of this build, from the build. */
public final class ToolVersion implements IVersionProvider {

    /** E.g. {@code 0.1.0}. */
    public static String number() {
        Properties properties = new Properties();
        try (InputStream in = ToolVersion.class.getResourceAsStream("/io/mudanza/cli/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"mudanza " + number()};
    }
}
