package io.mudanza.token.issue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mudanza.identity.TokenScope;

/** The scope of a token as it is kept in its row. */
final class ScopeText {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ScopeText() {
    }

    /** @throws IllegalStateException when it cannot be understood: such a token is good for nothing */
    static TokenScope read(String text) {
        try {
            return text == null ? null : TokenScope.of(JSON.readTree(text));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalStateException("The scope of a token cannot be read; issue the token anew", e);
        }
    }
}
