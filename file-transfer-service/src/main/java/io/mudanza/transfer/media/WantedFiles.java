package io.mudanza.transfer.media;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.problem.TransferProblem;
import java.io.IOException;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The files that one request asks for.
 *
 * @param files 1 to {@value #MOST}; answered in this order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record WantedFiles(List<Wanted> files) {

    /** Most files of one request. */
    static final int MOST = 1000;

    private static final Logger LOG = Logger.getLogger(WantedFiles.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One file.
     *
     * @param key    name of the file
     * @param size   its expected length in bytes; null when any will do
     * @param sha256 its expected SHA-256, hexadecimal; null when any will do
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Wanted(String key, Long size, String sha256) {

        /** False when the file is known to be another one than the one that is wanted. */
        boolean fits(long actualSize, String actualSha256) {
            return (size == null || size == actualSize)
                    && (sha256 == null || actualSha256 == null || sha256.equals(actualSha256));
        }
    }

    /** @throws TransferProblem {@code invalid_request} when the body is no such request */
    static WantedFiles read(byte[] body) {
        WantedFiles wanted = null;
        try {
            wanted = JSON.readValue(body, WantedFiles.class);
        } catch (IOException malformed) {
            LOG.debugf("a request for files is refused: %s", malformed.getClass().getSimpleName());
        }
        boolean right = wanted != null
                && wanted.files != null
                && !wanted.files.isEmpty()
                && wanted.files.size() <= MOST
                && wanted.files.stream().allMatch(file -> file != null && file.key != null);
        if (!right) {
            throw new TransferProblem(
                    ProblemCode.INVALID_REQUEST, "Name 1 to " + MOST + " files: {\"files\":[{\"key\":\"…\"}]}.");
        }
        return wanted;
    }

    List<String> keys() {
        return files.stream().map(Wanted::key).toList();
    }
}
