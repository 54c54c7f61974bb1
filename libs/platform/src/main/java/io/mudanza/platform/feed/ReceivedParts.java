package io.mudanza.platform.feed;

import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartFeed;
import io.mudanza.identity.ServiceJwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The parts of a job on this node: those that its file-transfer-service received, or that its export-service made. */
@ApplicationScoped
public class ReceivedParts {

    private final String transferUrl;
    private final String exportingUrl;
    private final ServiceCall call;

    ReceivedParts(
            @ConfigProperty(name = "mudanza.services.transfer-url") String transferUrl,
            @ConfigProperty(name = "mudanza.services.exporting-url", defaultValue = "http://localhost:8081")
                    String exportingUrl,
            @ConfigProperty(name = "mudanza.services.patience", defaultValue = "PT5M") Duration patience,
            ServiceJwt jwt) {
        this.transferUrl = transferUrl.replaceAll("/+$", "");
        this.exportingUrl = exportingUrl.replaceAll("/+$", "");
        this.call = ServiceCall.with(jwt::bearer, patience);
    }

    /**
     * Follows the feed of a job from its beginning.
     *
     * @param cancelled asked while waiting; when true, the feed ends with {@link InterruptedException}
     */
    public PartFeed follow(UUID job, BooleanSupplier cancelled) {
        return new HttpPartFeed(call, received(job), cancelled, false);
    }

    /** Follows the same feed to read every part of it: small parts come with their lines. */
    public PartFeed load(UUID job, BooleanSupplier cancelled) {
        return new HttpPartFeed(call, received(job), cancelled, true);
    }

    /**
     * Whether parts that were received for a job are still there.
     *
     * @throws IOException when the service that has them does not answer
     */
    public boolean has(UUID job) throws IOException, InterruptedException {
        return serves(received(job));
    }

    /** Whether an export of this node is still there. */
    public boolean hasExport(UUID job) throws IOException, InterruptedException {
        return serves(exported(job));
    }

    private boolean serves(URI parts) throws IOException, InterruptedException {
        try (InputStream feed = call.patiently(parts)) {
            return true;
        } catch (RefusedException gone) {
            return false;
        }
    }

    /** Opens what lies beside the announced parts of a job and is small; the caller closes it. */
    public InputStream small(UUID job, String name) throws IOException, InterruptedException {
        return call.patiently(URI.create(received(job) + "/" + name));
    }

    /** Opens the stored bytes of a part that was received for a job. */
    public InputStream open(UUID job, Part part, BooleanSupplier cancelled) throws IOException {
        return new ResumingPartStream(
                call, URI.create(received(job) + "/" + part.name()), part.storedBytes(), cancelled);
    }

    private URI received(UUID job) {
        return URI.create(transferUrl + "/internal/transfer/jobs/" + job + "/parts");
    }

    /** Follows the feed of an export that this node made itself. */
    public PartFeed exported(UUID job, BooleanSupplier cancelled) {
        return new HttpPartFeed(call, exported(job), cancelled, false);
    }

    private URI exported(UUID job) {
        return URI.create(exportingUrl + "/internal/exporting/jobs/" + job + "/parts");
    }

    /** How other services of the node are called. */
    public ServiceCall call() {
        return call;
    }
}
