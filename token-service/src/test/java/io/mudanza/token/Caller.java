package io.mudanza.token;

import static io.restassured.RestAssured.given;

import io.mudanza.identity.ServiceJwt;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;

/** Calls the token-service as the gateway does. */
@ApplicationScoped
public class Caller {

    private final ServiceJwt jwt;

    Caller(ServiceJwt jwt) {
        this.jwt = jwt;
    }

    RequestSpecification asService() {
        return given().header("Authorization", jwt.bearer()).header("X-Mudanza-Actor", "admin0000001")
                .contentType(ContentType.JSON);
    }

    ValidatableResponse asksFor(Map<String, ?> fields) {
        Map<String, Object> body = new HashMap<>(Map.of("description", "Migración", "permissions", "read"));
        body.putAll(fields);
        body.values().removeIf("absent"::equals);
        return asService().body(body).post("/internal/token/tokens").then();
    }

    JsonPath issues(Map<String, ?> fields) {
        return asksFor(fields).statusCode(201).extract().jsonPath();
    }

    public JsonPath introspects(String token, String address) {
        return asService().body(Map.of("token", token, "address", address))
                .post("/internal/token/introspect").then().statusCode(200).extract().jsonPath();
    }

    ValidatableResponse revokes(String id) {
        return asService().delete("/internal/token/tokens/" + id).then();
    }

    JsonPath audit(String id) {
        return asService().get("/internal/token/tokens/" + id + "/audit").then().statusCode(200).extract().jsonPath();
    }
}
