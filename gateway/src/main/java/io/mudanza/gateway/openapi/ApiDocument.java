package io.mudanza.gateway.openapi;

import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/** Head of the API's document. */
@OpenAPIDefinition(
        info = @Info(
                title = "Mudanza",
                version = "1",
                description = "Moves a whole application that lives on PostgreSQL, proves that nothing was lost, and can always go"
                        + " back. Errors are RFC 9457 problem documents with a stable `code`; `detail` says what to do, in"
                        + " Spanish or English by Accept-Language. Every POST honours Idempotency-Key. A trailing slash is"
                        + " optional everywhere.",
                license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        security = @SecurityRequirement(name = "migrationToken"))
@SecurityScheme(
        securitySchemeName = "migrationToken",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "A migration token (mig_…) with the permission that the call needs: read, write or admin")
interface ApiDocument {}
