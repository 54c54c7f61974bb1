package io.mudanza.transfer.health;

import io.mudanza.transfer.settings.TransferSettings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the data folder can be written to and the media folder, if there is one, is there. */
@Readiness
@Singleton
public class StoreCheck implements HealthCheck {

    private final TransferSettings settings;

    StoreCheck(TransferSettings settings) {
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer = HealthCheckResponse.named("transfer-store");
        boolean media = settings.media().map(Files::isDirectory).orElse(true);
        answer.withData("media", settings.media().isEmpty() ? "none" : media ? "present" : "missing");
        Optional<String> trouble = trouble(settings.dataDir());
        answer.withData("peer_certificates", settings.peerRules().verifySsl() ? "checked" : "NOT CHECKED");
        answer.withData("free_bytes", settings.dataDir().toFile().getUsableSpace());
        trouble.ifPresent(text -> answer.withData("data_dir", text));
        return answer.status(media && trouble.isEmpty()).build();
    }

    private static Optional<String> trouble(Path folder) {
        try {
            Files.createDirectories(folder);
            Path probe = Files.createTempFile(folder, ".health", null);
            Files.delete(probe);
            return Optional.empty();
        } catch (IOException failed) {
            return Optional.of("not writable: " + failed.getClass().getSimpleName());
        }
    }
}
