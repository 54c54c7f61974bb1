package io.mudanza.token;

import static io.restassured.RestAssured.given;

import io.mudanza.identity.ServiceJwt;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
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
        return as("admin0000001");
    }

    /** The gateway on behalf of the caller with that token. */
    RequestSpecification as(String actor) {
        String bearer = jwt.bearer(URI.create("http://localhost/internal/token/tokens"));
        return given().header("Authorization", bearer).header("X-Mudanza-Actor", actor)
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
