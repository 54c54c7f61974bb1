package io.mudanza.transfer;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TransferNode.class)
class HealthTest {

    @Test
    void saysWhetherTheStoreCanBeWrittenTo() {
        given().get("/q/health/ready").then()
                .statusCode(200).body("status", is("UP")).body("checks.name", hasItem("transfer-store"));
    }

    @Test
    void countsWhatItMoves() {
        given().get("/q/metrics").then().statusCode(200).body(containsString("mudanza_transfer_bytes_total"))
                .body(containsString("mudanza_transfer_retries_total"));
    }
}
