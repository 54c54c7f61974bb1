package io.mudanza.token.issue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Tokens from the newest on; {@code next_cursor} is absent on the last page. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TokenPage(List<TokenView> tokens, @JsonProperty("next_cursor") String nextCursor) {
}
