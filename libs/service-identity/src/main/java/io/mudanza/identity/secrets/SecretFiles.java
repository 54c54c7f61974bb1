package io.mudanza.identity.secrets;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * {@code MUDANZA_PLATFORM_PASSWORD_FILE=/run/secrets/platform} gives {@code mudanza.platform.password} the contents of
 * that file, without the line end after it. Stands above the environment. Only for these secrets: other settings that
 * end in {@code -file} are names of files themselves.
 */
public final class SecretFiles implements ConfigSource {

    private static final Set<String> SECRETS = Set.of(
            "mudanza.platform.password", "mudanza.platform.username", "mudanza.platform.database-url",
            "mudanza.node.password", "mudanza.node.username", "mudanza.node.database-url", "mudanza.node.secret",
            "mudanza.hooks.authorization",
            "quarkus.redis.password", "kafka.sasl.jaas.config");
    private static final int LARGEST = 64 << 10;
    private static final int ABOVE_ENVIRONMENT = 310;

    private final Map<String, String> values = new HashMap<>();

    /** For the service loader. */
    public SecretFiles() {
        this(System.getenv());
    }

    /** @throws IllegalStateException when a file cannot be read: a node without its secret does not start */
    SecretFiles(Map<String, String> environment) {
        for (String name : SECRETS) {
            String variable = name.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT) + "_FILE";
            String file = environment.get(variable);
            if (file != null && !file.isBlank()) {
                values.put(name, read(variable, Path.of(file)));
            }
        }
    }

    private static String read(String variable, Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IllegalStateException("The file of " + variable + " is too large for a secret.");
            }
            return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\r?\\n$", "");
        } catch (IOException unreadable) {
            throw new IllegalStateException("The file of " + variable + " cannot be read ("
                    + unreadable.getClass().getSimpleName() + ").", unreadable);
        }
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.copyOf(values.keySet());
    }

    @Override
    public String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return "secrets in files";
    }

    @Override
    public int getOrdinal() {
        return ABOVE_ENVIRONMENT;
    }
}
