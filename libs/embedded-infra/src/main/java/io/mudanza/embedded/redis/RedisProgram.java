package io.mudanza.embedded.redis;

import io.mudanza.embedded.EmbeddedInfraException;
import io.mudanza.embedded.process.Cache;
import io.mudanza.embedded.process.Programs;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where {@code redis-server} is: on the PATH, else the bundled one, unpacked once into the cache. */
final class RedisProgram {

    private RedisProgram() {}

    static Path find() {
        Optional<Path> installed = Programs.find("redis-server").or(() -> Programs.find("valkey-server"));
        return installed.orElseGet(RedisProgram::bundled);
    }

    private static Path bundled() {
        String resource = resource();
        if (resource == null) {
            throw new EmbeddedInfraException(
                    "No redis-server is on the PATH and none is bundled for this system. Install Redis 6.2 or newer.");
        }
        Path program = Cache.folder("redis" + resource.replace("/redis-server", ""), folder -> {
            Path file = folder.resolve("redis-server");
            try (InputStream in = RedisProgram.class.getResourceAsStream(resource)) {
                Files.copy(in, file);
            }
            file.toFile().setExecutable(true, false);
        }).resolve("redis-server");
        if (!Programs.succeeds(List.of(program.toString(), "--version"))) {
            throw new EmbeddedInfraException("No redis-server is on the PATH and the bundled one does not run here "
                    + "(it needs libssl 3). Install Redis 6.2 or newer (Debian: apt-get install redis-server).");
        }
        return program;
    }

    private static String resource() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        String architecture = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
        for (String version : List.of("6.2.6-v5", "6.2.7")) {
            String candidate = "/redis-server-" + version + "-" + system + "-" + (arm ? "arm64" : "amd64");
            if (RedisProgram.class.getResource(candidate) != null) {
                return candidate;
            }
        }
        return null;
    }
}
