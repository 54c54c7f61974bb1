package io.mudanza.exporting.media;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.engine.EngineException;
import io.mudanza.identity.ServiceJwt;
import io.mudanza.platform.feed.RefusedException;
import io.mudanza.platform.feed.ServiceCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lists and reads the media of the platform over internal HTTP; waits for the service while it is restarted. */
@ApplicationScoped
public class PlatformMedia {

    private static final int PAGE = 1000;

    private final String base;
    private final ServiceCall call;

    PlatformMedia(
            @ConfigProperty(name = "mudanza.services.transfer-url") String transferUrl,
            @ConfigProperty(name = "mudanza.services.patience", defaultValue = "PT5M") Duration patience,
            ServiceJwt jwt) {
        this.base = transferUrl.replaceAll("/+$", "") + "/internal/transfer/media/";
        this.call = ServiceCall.with(jwt::bearer, patience);
    }

    /**
     * One page of the list.
     *
     * @param files files in order, with digests; may be fewer than asked for
     * @param next  key to go on after; null when this is the last page
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Page(List<MediaFile> files, String next) {

        public Page {
            files = files == null ? List.of() : List.copyOf(files);
        }
    }

    /** The page behind a key; null for the first. */
    public Page page(String after) throws IOException, EngineException, InterruptedException {
        String query = "list?limit=" + PAGE + (after == null ? "" : "&after=" + encoded(after));
        try (InputStream body = call.patiently(URI.create(base + query))) {
            return BundleJson.read(new String(body.readAllBytes(), StandardCharsets.UTF_8), Page.class);
        } catch (RefusedException refused) {
            throw new EngineException(EngineException.Code.STORE_FAILED, "The media store of this platform cannot be listed:"
                    + " its folder is not there. Mount it, or correct mudanza.platform.media, then start the job again.",
                    refused);
        }
    }

    /** The bytes of a file from an offset on. */
    public InputStream open(String key, long offset) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = call.get(URI.create(base + "file?path=" + encoded(key)), offset);
        if (answer.statusCode() != (offset > 0 ? 206 : 200)) {
            answer.body().close();
            throw new IOException("The media file was answered with status " + answer.statusCode() + ".");
        }
        return answer.body();
    }

    private static String encoded(String key) {
        return URLEncoder.encode(key, StandardCharsets.UTF_8);
    }
}
