package io.mudanza.transfer;

import io.mudanza.answers.RangedAnswer;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.RandomAccessFile;

/** Announces one length of a file and sends it when it has another. */
@Path("/internal/transfer/changed-file")
@PermitAll
@RunOnVirtualThread
public class ChangedFileResource {

    /** @param then length that the file gets between the answer's making and its sending; negative for none */
    @GET
    public Response file(@QueryParam("path") String path, @QueryParam("announced") long announced,
            @QueryParam("then") long then, @Context HttpHeaders headers) throws IOException {
        Response answer = RangedAnswer.ofFile("\"e\"", announced, "application/octet-stream", java.nio.file.Path.of(path))
                .to(headers).build();
        if (then >= 0) {
            try (RandomAccessFile file = new RandomAccessFile(path, "rw")) {
                file.setLength(then);
            }
        }
        return answer;
    }
}
