package io.mudanza.verifying.certificate;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.verifying.report.Reports;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Certificates and reports over HTTP. */
@Path("/internal/verifying/jobs/{job}")
@RolesAllowed("internal")
@RunOnVirtualThread
public class CertificateResource {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Certificates certificates;
    private final Reports reports;

    CertificateResource(Certificates certificates, Reports reports) {
        this.certificates = certificates;
        this.reports = reports;
    }

    /** The certificate: JSON as it was signed, or a page in the language of the caller. */
    @GET
    @Path("certificate")
    public Response certificate(
            @PathParam("job") UUID job, @QueryParam("format") String format, @Context HttpHeaders headers)
            throws IOException {
        Optional<String> json = certificates.json(job);
        if (json.isEmpty()) {
            return missing("There is no certificate of job " + job + "; it is issued when the job completes.");
        }
        if (!"html".equals(format)) {
            return Response.ok(json.get(), MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8")).build();
        }
        var locale = Words.choose(headers.getAcceptableLanguages());
        return Response.ok(new CertificatePage(JSON.readTree(json.get()), locale).html())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .header("Content-Language", locale.getLanguage())
                .header("Vary", "Accept-Language")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** The comparison in detail. */
    @GET
    @Path("report")
    public Response report(@PathParam("job") UUID job) {
        return reports.json(job)
                .map(json -> Response.ok(json, MediaType.APPLICATION_JSON_TYPE.withCharset("utf-8")).build())
                .orElseGet(() -> missing("Job " + job + " has compared nothing yet."));
    }

    private record Problem(String type, int status, String code, String detail) {}

    private static Response missing(String detail) {
        return problem(ProblemCode.NOT_FOUND, detail);
    }

    static Response problem(ProblemCode code, String detail) {
        return Response.status(code.httpStatus())
                .type("application/problem+json")
                .entity(BundleJson.write(new Problem("about:blank", code.httpStatus(), code.wire(), detail)))
                .build();
    }
}
