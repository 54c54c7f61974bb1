package io.mudanza.platform.feed;

import io.mudanza.bundle.part.PartFeed;
import io.mudanza.identity.ServiceJwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The parts that the file-transfer-service of this node has received for a job. */
@ApplicationScoped
public class ReceivedParts {

    private final String transferUrl;
    private final ServiceCall call;

    ReceivedParts(
            @ConfigProperty(name = "mudanza.services.transfer-url") String transferUrl,
            @ConfigProperty(name = "mudanza.services.patience", defaultValue = "PT5M") Duration patience,
            ServiceJwt jwt) {
        this.transferUrl = transferUrl.endsWith("/") ? transferUrl.substring(0, transferUrl.length() - 1) : transferUrl;
        this.call = ServiceCall.with(jwt::bearer, patience);
    }

    /**
     * Follows the feed of a job from its beginning.
     *
     * @param cancelled asked while waiting; when true, the feed ends with {@link InterruptedException}
     */
    public PartFeed follow(UUID job, BooleanSupplier cancelled) {
        URI parts = URI.create(transferUrl + "/internal/transfer/jobs/" + job + "/parts");
        return new HttpPartFeed(call, parts, cancelled);
    }
}
