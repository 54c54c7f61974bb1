package io.mudanza.platform;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.DatabaseAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The settings of the node that say what the platform is. The password leaves this class only inside an address. */
@ApplicationScoped
public class PlatformSettings {

    private final Optional<String> url;
    private final Optional<String> user;
    private final Optional<String> password;
    private final Optional<Path> media;
    private final Optional<Path> pgDump;
    private final int workers;
    private final Duration drain;

    PlatformSettings(
            @ConfigProperty(name = "mudanza.platform.database-url") Optional<String> url,
            @ConfigProperty(name = "mudanza.platform.username") Optional<String> user,
            @ConfigProperty(name = "mudanza.platform.password") Optional<String> password,
            @ConfigProperty(name = "mudanza.platform.media") Optional<Path> media,
            @ConfigProperty(name = "mudanza.pg-dump") Optional<Path> pgDump,
            @ConfigProperty(name = "mudanza.workers", defaultValue = "2") int workers,
            @ConfigProperty(name = "mudanza.publish.drain-seconds", defaultValue = "5") int drainSeconds) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.media = media;
        this.pgDump = pgDump;
        this.workers = Math.clamp(workers, 1, 64);
        this.drain = Duration.ofSeconds(Math.clamp(drainSeconds, 0, 3600));
    }

    /**
     * Where the platform's database is.
     *
     * @throws EngineException DATABASE_UNREACHABLE when the node stands beside no platform, INVALID_REQUEST when its
     *     address cannot be read
     */
    public DatabaseAddress database() throws EngineException {
        String text = url.filter(value -> !value.isBlank())
                .orElseThrow(() -> new EngineException(EngineException.Code.DATABASE_UNREACHABLE,
                        "This node has no platform: set mudanza.platform.database-url to its PostgreSQL address."));
        return DatabaseAddress.parse(text, user.orElse(null), password.orElse(null));
    }

    /** The folder of the live media store; empty when the platform has none. */
    public Optional<Path> media() {
        return media.map(path -> path.toAbsolutePath().normalize());
    }

    /** The {@code pg_dump} to use; empty when it has to be looked for. */
    public Optional<Path> pgDump() {
        return pgDump;
    }

    /** Parallel streams per job, 1 to 64. */
    public int workers() {
        return workers;
    }

    /** Patience with open sessions before they are ended at publish. */
    public Duration drain() {
        return drain;
    }
}
