package io.mudanza.verifying.certificate;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.contracts.problem.ProblemCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Makes a page of a certificate that another node issued. */
@Path("/internal/verifying/certificate-page")
@RolesAllowed("internal")
@RunOnVirtualThread
public class CertificatePageResource {

    private static final int LARGEST = 64 << 20;

    /** The page in the language of the caller; 422 when the body is no certificate. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response page(InputStream body, @Context HttpHeaders headers) throws IOException {
        byte[] json = body.readNBytes(LARGEST);
        Locale locale = Words.choose(headers.getAcceptableLanguages());
        try {
            JsonNode signed = BundleJson.read(new String(json, StandardCharsets.UTF_8), JsonNode.class);
            return Response.ok(new CertificatePage(signed, locale).html())
                    .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                    .header("Content-Language", locale.getLanguage())
                    .build();
        } catch (BundleException noJson) {
            return CertificateResource.problem(ProblemCode.INVALID_REQUEST, "The body is no certificate.");
        }
    }
}
