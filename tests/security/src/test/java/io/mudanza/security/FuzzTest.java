package io.mudanza.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.endtoend.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Hostile values at every call with every credential. {@code -Dsecurity.fuzz=20000} sends more, {@code -Dsecurity.seed=7}
 * sends others; the same seed sends the same.
 */
class FuzzTest {
    private static final Pattern INTERNALS = Pattern.compile(
            "Exception|io\\.mudanza|java\\.|jakarta|org\\.(postgresql|hibernate|jboss)|\\tat |SELECT |INSERT INTO|/internal/");
    private static final int OK = 200;
    private static final int REFUSED = 400;
    private static final int BROKEN = 500;
    private static final int NOT_IMPLEMENTED = 501;

    private final List<String> findings = new ArrayList<>();

    @Test
    @DisplayName("Hostile requests to every call with every credential: no 5xx, no refusal without a problem, nothing opened")
    void fuzz() throws Exception {
        // Given
        Node node = RunningNodes.one();
        Door door = new Door(node);
        List<Operation> operations = Operation.all();
        int requests = Integer.getInteger("security.fuzz", 1500);
        long seed = Long.getLong("security.seed", 1);
        HostileRequests hostile = new HostileRequests(new Random(seed), operations, endedExport(node));
        Map<Integer, Integer> statuses = new TreeMap<>();

        // When
        for (int i = 0; i < requests; i++) {
            HostileRequests.Request request = hostile.next();
            Door.Answer answer;
            try {
                answer = door.call(request.method(), request.target(), request.credential().secret(), request.body(),
                        request.headers());
            } catch (IOException failure) {
                findings.add(i + " " + request + ": " + failure);
                continue;
            }
            statuses.merge(answer.status(), 1, Integer::sum);
            judge(i, request, answer);
        }

        // Then
        System.out.println("fuzz: seed " + seed + ", " + requests + " requests, answers by status " + statuses);
        assertThat(findings.stream().limit(25)).as(findings.size() + " findings with seed " + seed).isEmpty();
        assertThat(new Door(node).send("GET", "/api/health/", Map.of(), null).status()).isEqualTo(OK);
    }

    private void judge(int number, HostileRequests.Request request, Door.Answer answer) {
        int status = answer.status();
        if (status == 0 || (status >= BROKEN && status != NOT_IMPLEMENTED)) {
            find(number, request, answer, "is broken");
        }
        // The HTTP server itself refuses a query that cannot be decoded, before any code of the gateway: 400, no body.
        boolean unreadable = status == REFUSED && answer.body().length == 0 && request.target().contains("%zz");
        if (status >= REFUSED && !request.method().equals("HEAD") && !unreadable) {
            JsonNode problem = problem(answer);
            if (problem == null || problem.path("code").asText().isEmpty() || problem.path("detail").asText().isEmpty()) {
                find(number, request, answer, "is refused without a problem document");
            } else if (INTERNALS.matcher(answer.text().replace(problem.path("instance").asText(), "")).find()) {
                find(number, request, answer, "tells internals");
            }
        }
        boolean opened = status > 0 && status < REFUSED || status == NOT_IMPLEMENTED;
        if (opened && (request.operation() == null || !request.credential().opens(request.operation().permission()))) {
            find(number, request, answer, "opens what " + request.credential() + " must not open");
        }
    }

    private static JsonNode problem(Door.Answer answer) {
        try {
            boolean said = String.valueOf(answer.header("content-type")).startsWith("application/problem+json");
            return said ? Node.JSON.readTree(answer.body()) : null;
        } catch (IOException noJson) {
            return null;
        }
    }

    private void find(int number, HostileRequests.Request request, Door.Answer answer, String what) {
        String text = answer.text();
        findings.add(number + " " + request + " " + what + ": " + answer.status() + " "
                + text.substring(0, Math.min(300, text.length())));
    }

    private static String endedExport(Node node) throws Exception {
        String job = node.post("export/", Node.JSON.createObjectNode()).text("job_id");
        node.ended(job);
        return job;
    }
}
