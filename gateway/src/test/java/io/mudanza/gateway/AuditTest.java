package io.mudanza.gateway;

import static io.mudanza.gateway.ApiTest.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who did what is written down, can be taken along, and shows when somebody changes it. */
@QuarkusTest
@QuarkusTestResource(NodeResource.class)
class AuditTest {
    private static final String AUDIT = "/api/v1/migration/audit/";

    @Inject
    @DataSource("gateway")
    AgroalDataSource database;

    @Test
    void whoChangedWhatAndWhoWasRefusedIsFoundAgain() {
        // Given
        String token = as("mig_admin").contentType("application/json")
                .body("{\"description\":\"d\",\"permissions\":\"read\"}").post("/api/v1/migration/tokens/").then()
                .statusCode(201).extract().path("id");
        as("mig_read").delete("/api/v1/migration/checkpoints/forbidden-one").then().statusCode(403);
        given().header("Authorization", "Bearer mig_nobody_secret").get("/api/v1/migration/jobs/").then()
                .statusCode(401);

        // When
        List<Map<String, Object>> made = entries("action=POST tokens");
        List<Map<String, Object>> forbidden = entries("action=DELETE checkpoints&outcome=403");
        List<Map<String, Object>> unknown = entries("action=GET jobs&outcome=401");

        // Then
        assertThat(token).isNotNull();
        assertThat(made.getFirst()).containsEntry("actor", "boss").containsEntry("outcome", "201")
                .containsEntry("address", "127.0.0.1");
        assertThat(forbidden.getFirst()).containsEntry("actor", "reader");
        assertThat(unknown.getFirst()).containsEntry("actor", "claimed:nobody");
        assertThat(entries("limit=1000").toString()).doesNotContain("mig_nobody_secret").doesNotContain("mig_admin");
    }

    @Test
    void onlyAnAdministratorReadsIt() {
        as("mig_write").get(AUDIT).then().statusCode(403);
        as("mig_write").get(AUDIT + "verify/").then().statusCode(403);
    }

    @Test
    @DisplayName("B74 what a caller writes into an address forges no line, and no formula in a table")
    void hostileNames() {
        // Given
        as("mig_admin").delete("/api/v1/migration/tokens/%3Dcmd%0AFAKE/");

        // When
        String csv = as("mig_admin").get(AUDIT + "?format=csv").then().statusCode(200).extract().asString();

        // Then
        assertThat(csv).startsWith("seq,at,actor,action,object");
        assertThat(csv.lines().skip(1)).allSatisfy(line -> assertThat(line).matches("[0-9]+,.*"));
    }

    @Test
    void aPageAsksForTheNextOne() {
        as("mig_admin").delete("/api/v1/migration/tokens/x1/");
        as("mig_admin").delete("/api/v1/migration/tokens/x2/");
        String cursor = as("mig_admin").get(AUDIT + "?limit=1").then().statusCode(200).extract().path("next_cursor");

        as("mig_admin").get(AUDIT + "?limit=1&cursor=" + cursor).then().statusCode(200)
                .body("entries.seq", hasItem(Integer.parseInt(cursor) - 1));
        as("mig_admin").get(AUDIT + "?cursor=x").then().statusCode(422);
    }

    @Test
    @DisplayName("B73 an edited row is found, and the table resists an accident")
    void edited() throws SQLException {
        // Given
        as("mig_admin").delete("/api/v1/migration/tokens/x3/");
        as("mig_admin").get(AUDIT + "verify/").then().statusCode(200).body("whole", equalTo(true));

        // When
        assertThat(refused("UPDATE gateway.audit_trail SET actor = 'me'")).contains("neither changed nor removed");
        sql("ALTER TABLE gateway.audit_trail DISABLE TRIGGER USER",
                "UPDATE gateway.audit_trail SET actor = actor || 'x' WHERE seq = 1");

        // Then
        as("mig_admin").get(AUDIT + "verify/").then().statusCode(200).body("whole", equalTo(false))
                .body("trails[0].findings.kind", hasItem("edited"));
        sql("UPDATE gateway.audit_trail SET actor = left(actor, -1) WHERE seq = 1",
                "ALTER TABLE gateway.audit_trail ENABLE TRIGGER USER");
        as("mig_admin").get(AUDIT + "verify/").then().statusCode(200).body("whole", equalTo(true));
    }

    private static List<Map<String, Object>> entries(String query) {
        return as("mig_admin").get(AUDIT + "?" + query).then().statusCode(200).extract().path("entries");
    }

    private String refused(String statement) {
        try {
            sql(statement);
            return "";
        } catch (SQLException e) {
            return e.getMessage();
        }
    }

    private void sql(String... statements) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
