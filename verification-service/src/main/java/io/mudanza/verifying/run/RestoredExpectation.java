package io.mudanza.verifying.run;

import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.bundle.sign.Signature;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.engine.schema.SchemaTexts;
import io.mudanza.engine.verify.PartRows;
import io.mudanza.platform.feed.ReceivedParts;
import io.mudanza.steps.StepContext;
import io.mudanza.verifying.expectation.Expectation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a restored backup has to be: its dump and what was merged into it, as the import-service has written it down, and its media. */
@ApplicationScoped
class RestoredExpectation {

    private final String base;
    private final ReceivedParts received;

    RestoredExpectation(
            @ConfigProperty(name = "mudanza.services.importing-url", defaultValue = "http://localhost:8082") String url,
            ReceivedParts received) {
        this.base = url.replaceAll("/+$", "");
        this.received = received;
    }

    private record Told(String manifest, String signature, String preData, String postData) {}

    Expectation of(StepContext context) throws IOException, InterruptedException {
        Told told = Boolean.FALSE.equals(context.facts().get(StepFacts.RESTORE_SQL)) ? ofBackup(context) : ofState(context);
        BundleJson.read(told.signature(), Signature.class).require(told.manifest().getBytes(StandardCharsets.UTF_8));
        PartRows.Opener parts = part -> received.open(context.jobId(), part, context::cancelled);
        return new Expectation(
                told.manifest(), told.signature(), ManifestJson.manifest(told.manifest()),
                told.preData() == null ? null : new SchemaTexts(told.preData(), told.postData()), parts, true);
    }

    private Told ofState(StepContext context) throws IOException, InterruptedException {
        URI address = URI.create(base + "/internal/importing/jobs/" + context.jobId() + "/expectation");
        try (InputStream body = received.call().patiently(address)) {
            return BundleJson.read(new String(body.readAllBytes(), StandardCharsets.UTF_8), Told.class);
        }
    }

    private Told ofBackup(StepContext context) throws IOException, InterruptedException {
        Told told = null;
        try (PartFeed feed = received.follow(context.jobId(), context::cancelled)) {
            for (FeedLine line = feed.next(); line != null; line = feed.next()) {
                if (line instanceof FeedLine.Completed completed) {
                    told = new Told(completed.manifestJson(), completed.signature(), null, null);
                }
            }
        }
        if (told == null) {
            throw new IOException("the backup was not taken apart to its end");
        }
        return told;
    }
}
