package io.mudanza.transfer.media;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.transfer.digest.DigestField;
import io.mudanza.transfer.problem.TransferProblem;
import io.mudanza.answers.Handover;
import io.mudanza.answers.PacedOutput;
import io.mudanza.answers.RangedAnswer;
import io.mudanza.transfer.upload.UploadResource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Map;

/** The media store of the platform over HTTP. */
@Path("/internal/transfer/media")
@RolesAllowed("internal")
@RunOnVirtualThread
public class MediaResource {

    private static final int LARGEST_PAGE = 1000;

    private final MediaFolder folder;
    private final MediaList list;
    private final MediaIntake intake;
    private final FileStream stream;

    MediaResource(MediaFolder folder, MediaList list, MediaIntake intake, FileStream stream) {
        this.stream = stream;
        this.folder = folder;
        this.list = list;
        this.intake = intake;
    }

    /** One page of the list. */
    @GET
    @Path("/list")
    public MediaList.Page list(
            @QueryParam("after") @DefaultValue("") String after, @QueryParam("limit") @DefaultValue("500") int limit)
            throws IOException, SQLException {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new TransferProblem(ProblemCode.INVALID_REQUEST, "limit must be between 1 and " + LARGEST_PAGE + ".");
        }
        return list.page(after, limit);
    }

    /** One file. */
    @GET
    @Path("/file")
    public Response file(@QueryParam("path") String path, @Context HttpHeaders headers) throws IOException {
        java.nio.file.Path file = folder.file(path);
        FileState state = FileState.of(file);
        return RangedAnswer.ofLiveFile(state.etag(), state.size(), MediaList.contentType(path), file)
                .to(headers)
                .build();
    }

    /** Many files in one stream. */
    @POST
    @Path("/files")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(FileFrame.TYPE)
    public Response files(byte[] asked, @Context HttpHeaders headers) throws IOException, SQLException {
        WantedFiles wanted = WantedFiles.read(asked);
        Map<String, MediaHashes.Known> known = stream.known(wanted);
        StreamingOutput body = out -> stream.write(wanted, known, new PacedOutput(out));
        return (Handover.give(headers, body, -1) ? Response.ok() : Response.ok(body))
                .type(FileFrame.TYPE)
                .header("Cache-Control", "no-store")
                .build();
    }

    /** Appends to a file that becomes visible when it is complete. */
    @POST
    @Path("/file")
    @Consumes(MediaType.WILDCARD)
    public Response receive(
            @QueryParam("path") String path,
            @QueryParam("offset") @DefaultValue("0") long offset,
            @QueryParam("last") boolean last,
            @HeaderParam("Content-Length") @DefaultValue("-1") long length,
            @HeaderParam("Content-Digest") String digest,
            @HeaderParam("Repr-Digest") String whole,
            InputStream body) {
        return UploadResource.answer(intake.append(
                path,
                offset,
                length,
                DigestField.parse("Content-Digest", digest),
                DigestField.parse("Repr-Digest", whole),
                last,
                body));
    }
}
