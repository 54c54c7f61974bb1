package io.mudanza.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.contracts.problem.ProblemCode;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceJwtTest {

    private static final String PATH = "/internal/token/service-jwt";
    private static final URI EXPORTING = URI.create("http://localhost/internal/exporting/jobs");
    private static final String SECRET = "ab".repeat(32);

    @Test
    void oneJwtServesManyCalls() throws Exception {
        try (StubTokenService service = new StubTokenService(0)) {
            // Given
            service.answers(PATH, 200, "{\"access_token\":\"one.two.three\",\"expires_in\":300}");
            ServiceJwt jwt = new ServiceJwt(new TokenServiceClient(service.url()), Optional.of(SECRET), "exporting");
            // When
            String first = jwt.bearer(EXPORTING);
            String second = jwt.bearer(EXPORTING);
            // Then
            assertThat(first).isEqualTo("Bearer one.two.three").isEqualTo(second);
            assertThat(service.requests()).isOne();
        }
    }

    @Test
    void aJwtAboutToExpireIsRenewedAndKeptWhileTheTokenServiceIsAway() throws Exception {
        String url;
        ServiceJwt jwt;
        try (StubTokenService service = new StubTokenService(0)) {
            // Given
            service.answers(PATH, 200, "{\"access_token\":\"short\",\"expires_in\":20}");
            url = service.url();
            jwt = new ServiceJwt(new TokenServiceClient(url), Optional.of(SECRET), "exporting");
            jwt.bearer(EXPORTING);
            // When
            jwt.bearer(EXPORTING);
            // Then
            assertThat(service.requests()).isEqualTo(2);
        }
        assertThat(jwt.bearer(EXPORTING)).isEqualTo("Bearer short");
    }

    @Test
    void theTokenServiceMayComeUpLater() throws Exception {
        // Given
        int port;
        try (StubTokenService gone = new StubTokenService(0)) {
            port = gone.port();
        }
        ServiceJwt jwt = new ServiceJwt(
                new TokenServiceClient("http://127.0.0.1:" + port), Optional.of(SECRET), "exporting");
        assertThatThrownBy(() -> jwt.bearer(EXPORTING)).isInstanceOfSatisfying(IdentityUnavailableException.class,
                e -> assertThat(e.code()).isEqualTo(ProblemCode.SERVICE_UNAVAILABLE));
        try (StubTokenService service = new StubTokenService(port)) {
            service.answers(PATH, 200, "{\"access_token\":\"late\",\"expires_in\":300}");
            // When
            String bearer = jwt.bearer(EXPORTING);
            // Then
            assertThat(bearer).isEqualTo("Bearer late");
        }
    }

    @Test
    void aWrongNodeSecretIsSaidWithoutShowingIt() throws Exception {
        try (StubTokenService service = new StubTokenService(0)) {
            // Given
            service.answers(PATH, 401, "{}");
            ServiceJwt jwt = new ServiceJwt(new TokenServiceClient(service.url()), Optional.of(SECRET), "exporting");
            // When / Then
            assertThatThrownBy(() -> jwt.bearer(EXPORTING))
                    .hasMessageContaining("mudanza.node.secret")
                    .hasMessageNotContaining(SECRET);
            assertThat(service.requests()).isOne();
        }
    }
}
