package io.mudanza.verifying.report;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.platform.feed.ReceivedParts;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks the import-service what the load of a job did not do to the letter. */
@ApplicationScoped
public class LoadNotesClient {

    private final String base;
    private final ReceivedParts services;

    LoadNotesClient(
            @ConfigProperty(name = "mudanza.services.importing-url", defaultValue = "http://localhost:8082") String url,
            ReceivedParts services) {
        this.base = url.replaceAll("/+$", "");
        this.services = services;
    }

    public LoadNotes of(UUID job) throws IOException, InterruptedException {
        URI address = URI.create(base + "/internal/importing/jobs/" + job + "/load-notes");
        try (InputStream body = services.call().patiently(address)) {
            return BundleJson.read(new String(body.readAllBytes(), StandardCharsets.UTF_8), LoadNotes.class);
        }
    }
}
