package io.mudanza.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tokens with limits, as the token-service answers for them. */
final class StubTokens {
    /** Reasons for which the gateway refused good tokens. */
    final List<String> refusals = new CopyOnWriteArrayList<>();
    private final Map<String, String> limits = new ConcurrentHashMap<>();
    private final Map<String, List<String>> sessions = new ConcurrentHashMap<>();
    private final Map<String, String> onlyFrom = new ConcurrentHashMap<>();

    record Said(int status, String json) {}

    /** A token, good until it is revoked. @param members of the introspection, beginning with a comma, or empty */
    String issue(String name, String permissions, String members) {
        String token = "mig_" + name;
        limits.put(token, "\"id\":\"" + name + "\",\"permissions\":[" + permissions + "]"
                + ",\"expires_at\":\"2099-01-01T00:00:00Z\"" + members);
        return token;
    }

    /** A token for one transfer session. */
    String once(String name, String permissions) {
        sessions.put("mig_" + name, new CopyOnWriteArrayList<>());
        return issue(name, permissions, ",\"limited\":true");
    }

    void onlyFrom(String token, String address) {
        onlyFrom.put(token, address);
    }

    void revoke(String token) {
        limits.remove(token);
    }

    String introspection(String token, String address) {
        if (!limits.containsKey(token) || !address.equals(onlyFrom.getOrDefault(token, address))) {
            return "{\"active\":false,\"code\":\"token_invalid\"}";
        }
        String opened = sessions.containsKey(token)
                ? ",\"sessions\":[" + String.join(",", sessions.get(token)) + "]"
                : "";
        return "{\"active\":true," + limits.get(token) + opened + "}";
    }

    boolean serves(String path) {
        return path.equals("/internal/token/introspect/outside") || path.endsWith("/sessions");
    }

    Said answer(String path, JsonNode asked) {
        if (path.endsWith("/outside")) {
            refusals.add(asked.path("id").asText() + " " + asked.path("reason").asText());
            return new Said(204, null);
        }
        String token = "mig_" + path.replaceAll(".*/tokens/(.*)/sessions", "$1");
        synchronized (this) {
            List<String> jobs = sessions.get(token);
            if (!asked.hasNonNull("of_job") && !jobs.isEmpty()) {
                return new Said(401, "{\"code\":\"token_invalid\",\"detail\":\"used up\"}");
            }
            jobs.add("\"" + asked.path("job_id").asText() + "\"");
            return new Said(204, null);
        }
    }
}
