package io.mudanza.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every answer says to a browser, and what none says about the program. */
class HeadersTest {
    @Test
    @DisplayName("No answer without a token, and no answer tells the program behind it")
    void aRefusalIsAProblemDocument() throws Exception {
        // Given
        Door door = new Door(RunningNodes.one());

        // When
        Door.Answer answer = door.call("GET", "jobs/", null);

        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.header("server")).isNull();
        assertThat(answer.code()).isEqualTo("token_invalid");
    }
}
