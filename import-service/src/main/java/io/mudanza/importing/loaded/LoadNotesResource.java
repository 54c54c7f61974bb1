package io.mudanza.importing.loaded;

import io.mudanza.bundle.json.BundleJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

/** What the load of a job did not do to the letter; empty for a job that loaded nothing. */
@Path("/internal/importing/jobs/{job}/load-notes")
@RolesAllowed("internal")
@RunOnVirtualThread
public class LoadNotesResource {

    private final LoadNotesRepository notes;

    LoadNotesResource(LoadNotesRepository notes) {
        this.notes = notes;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String get(@PathParam("job") UUID job) throws SQLException, IOException {
        return BundleJson.write(notes.find(job));
    }
}
