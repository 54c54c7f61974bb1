package io.mudanza.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The contract file is what the code says. After a wanted change: run with {@code -Dmudanza.write-openapi=true}. */
@QuarkusTest
@QuarkusTestResource(NodeResource.class)
class OpenApiTest {
    private static final Path FILE = Path.of("../docs/openapi.yaml");

    @Test
    void theContractFileIsWhatTheCodeSays() throws IOException {
        // When
        String served = given().get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("mudanza.write-openapi")) {
            Files.writeString(FILE, served);
        }

        // Then
        assertThat(Files.readString(FILE)).isEqualTo(served);
        assertThat(served).doesNotContain("/internal/");
    }
}
