package io.mudanza.exporting.serve;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** placeholder until tar */
@ApplicationScoped
class BundleFile {
    Response answer(UUID job, ServedExports.Served served, HttpHeaders headers) {
        return Response.status(501).build();
    }
}
