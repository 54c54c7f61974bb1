package io.mudanza.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/api.md}, call by call and credential by credential. */
class PermissionTableTest {
    @Test
    @DisplayName("B69 Nothing is allowed that the table of api.md does not allow, and everything that it does")
    void table() throws Exception {
        // Given
        Door door = new Door(RunningNodes.one());
        List<String> wrong = new ArrayList<>();
        int asked = 0;

        // When
        for (Operation operation : Operation.all()) {
            if (operation.permission() == null) {
                wrong.add(operation.key() + " is not in the table");
                continue;
            }
            for (Credential credential : Credential.values()) {
                String path = operation.path().replaceAll("\\{[^}]*}", UUID.randomUUID().toString()) + "/";
                byte[] body = operation.fields() == null ? null : "{}".getBytes(StandardCharsets.UTF_8);
                Door.Answer answer = door.call(operation.method(), path, credential.secret(), body, Map.of());
                asked++;
                int status = answer.status();
                boolean right = credential.isNobody() ? status == 401
                        : credential.opens(operation.permission()) ? status != 401 && status != 403 && status != 0
                        : status == 403;
                if (!right) {
                    wrong.add(operation.key() + " (" + operation.permission() + ") with " + credential + ": " + status);
                }
            }
        }

        // Then
        assertThat(wrong).isEmpty();
        assertThat(asked).isGreaterThan(200);
    }
}
