package io.mudanza.token.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void whatIsWrittenIsReadAgain() {
        for (int i = 0; i < 1000; i++) {
            // Given
            TokenText token = TokenText.random(random);
            // When
            String written = token.written();
            // Then
            assertThat(written).hasSize(67).matches("mig_[0-9A-Za-z]{12}_[0-9A-Za-z_-]{43}_[0-9A-Za-z]{6}");
            assertThat(TokenText.parse(written)).contains(token);
        }
    }

    @Test
    void oneChangedCharacterAnywhereIsNoToken() {
        // Given
        String written = TokenText.random(random).written();
        for (int at = 0; at < written.length(); at++) {
            char other = written.charAt(at) == 'A' ? 'B' : 'A';
            // When
            String changed = written.substring(0, at) + other + written.substring(at + 1);
            // Then
            assertThat(TokenText.parse(changed)).as("changed at %d", at).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mig_", "Bearer mig_a_b_c", "eyJhbGciOiJub25lIn0.e30.", "mig_\u0000"})
    void otherTextsAreNoTokens(String text) {
        // When / Then
        assertThat(TokenText.parse(text)).isEmpty();
    }

    @Test
    void theSecretIsNotInTheLoggedForm() {
        // Given
        TokenText token = TokenText.random(random);
        // When / Then
        assertThat(token.toString()).contains(token.id()).doesNotContain(token.secret());
        assertThat(TokenText.parse(null)).isEmpty();
    }
}
