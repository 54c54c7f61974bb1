package io.mudanza.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.ForbiddenException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenIntrospectionTest {

    private static final String PATH = "/internal/token/introspect";

    private StubTokenService service;
    private TokenIntrospection introspection;

    @BeforeEach
    void start() throws Exception {
        service = new StubTokenService(0);
        service.answers("/internal/token/service-jwt", 200, "{\"access_token\":\"jwt\",\"expires_in\":300}");
        TokenServiceClient client = new TokenServiceClient(service.url());
        introspection = new TokenIntrospection(client, new ServiceJwt(client, Optional.of("secret"), "gateway"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aGoodTokenIsReadAndRememberedForAMoment() {
        // Given
        service.answers(PATH, 200, """
                {"active":true,"id":"abc","permissions":["read","write"],"expires_at":"2026-01-02T03:04:05Z",
                 "description":"Migración"}""");
        // When
        Optional<ActiveToken> first = introspection.introspect("mig_a", "10.0.0.1");
        Optional<ActiveToken> second = introspection.introspect("mig_a", "10.0.0.1");
        // Then
        assertThat(first).contains(new ActiveToken(
                "abc", Set.of("read", "write"), Instant.parse("2026-01-02T03:04:05Z"), "Migración"));
        assertThat(second).isEqualTo(first);
        assertThat(service.requests()).isEqualTo(2);
    }

    @Test
    void anAnswerForOneAddressSaysNothingAboutAnother() {
        // Given
        service.answers(PATH, 200, """
                {"active":true,"id":"abc","permissions":["read"],"expires_at":"2026-01-02T03:04:05Z"}""");
        introspection.introspect("mig_a", "10.0.0.1");
        service.answers(PATH, 200, """
                {"active":false,"code":"permission_denied","detail":"Not from here"}""");
        // When / Then
        assertThatThrownBy(() -> introspection.introspect("mig_a", "10.0.0.2"))
                .isInstanceOf(ForbiddenException.class).hasMessage("Not from here");
    }

    @Test
    void aBadTokenIsNeverRemembered() {
        // Given
        service.answers(PATH, 200, "{\"active\":false}");
        // When
        introspection.introspect("mig_b", "10.0.0.1");
        introspection.introspect("mig_b", "10.0.0.1");
        // Then
        assertThat(service.requests()).isEqualTo(3);
    }

    @Test
    void nobodyIsLetInWhileTheTokenServiceIsAway() {
        // Given
        service.close();
        // When / Then
        assertThatThrownBy(() -> introspection.introspect("mig_a", "10.0.0.1"))
                .isInstanceOf(IdentityUnavailableException.class);
    }

    @Test
    void aJwtThatIsNoLongerAcceptedIsReplaced() {
        // Given
        service.answers(PATH, 401, "{}");
        assertThatThrownBy(() -> introspection.introspect("mig_a", "10.0.0.1"))
                .isInstanceOf(IdentityUnavailableException.class);
        // When / Then
        assertThat(service.requests()).isEqualTo(4);
    }
}
