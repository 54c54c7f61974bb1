package io.mudanza.exporting.health;

import io.mudanza.exporting.run.ExportFolders;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when exports can be written. */
@Readiness
@ApplicationScoped
class ExportFolderCheck implements HealthCheck {

    private final ExportFolders folders;

    ExportFolderCheck(ExportFolders folders) {
        this.folders = folders;
    }

    @Override
    public HealthCheckResponse call() {
        var answer = HealthCheckResponse.named("exporting: export folder");
        try {
            return answer.up().withData("free_bytes", folders.freeBytes()).build();
        } catch (IOException e) {
            return answer.down().withData("reason", "The export folder cannot be used; see mudanza.export-dir.").build();
        }
    }
}
