package io.mudanza.gateway.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.gateway.problem.ProblemException;
import io.mudanza.identity.IdentityUnavailableException;
import io.mudanza.infra.Finding;
import io.mudanza.infra.Findings;
import io.mudanza.infra.Health;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Everything that the node stands on, looked at side by side; nothing that hangs holds up the rest for more than ten seconds. */
@ApplicationScoped
class InfrastructureCheck {
    private static final Logger LOGGER = Logger.getLogger(InfrastructureCheck.class);
    private static final long PATIENCE_SECONDS = 10;

    private final NodeSurroundings surroundings;
    private final RedisCheck redis;
    private final DoorCheck door;
    private final NodeHttp node;

    InfrastructureCheck(NodeSurroundings surroundings, RedisCheck redis, DoorCheck door, NodeHttp node) {
        this.surroundings = surroundings;
        this.redis = redis;
        this.door = door;
        this.node = node;
    }

    List<Finding> look() {
        List<Callable<List<Finding>>> questions = List.of(surroundings::database, this::platform, redis::look,
                surroundings::kafka, surroundings::services, door::look, surroundings::memory);
        List<String> names = List.of("node_database", "platform_database", "redis", "kafka", "services", "certificates",
                "gateway_memory");
        List<Finding> all = new ArrayList<>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            List<Future<List<Finding>>> pending = questions.stream().map(threads::submit).toList();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            for (int i = 0; i < pending.size(); i++) {
                all.addAll(answered(names.get(i), pending.get(i), end - System.nanoTime()));
            }
        } finally {
            threads.shutdownNow();
        }
        return all;
    }

    private static List<Finding> answered(String section, Future<List<Finding>> pending, long nanos) {
        Findings failed = new Findings(section);
        try {
            return pending.get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            failed.failed("look", "no answer within " + PATIENCE_SECONDS + " s",
                    "It hangs: look at its log, and at the network between.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed.failed("look", "not looked at", "Check again.");
        } catch (ExecutionException e) {
            LOGGER.warnf(e.getCause(), "the check of %s failed", section);
            failed.failed("look", "the check itself failed", "The log of the gateway says why.");
        }
        return failed.list();
    }

    /** What the import-service sees: it is the one that writes to the platform. */
    private List<Finding> platform() {
        try {
            JsonNode answer = node.json(NodeService.IMPORTING, "GET", "/internal/importing/surroundings", null, Map.of());
            List<Finding> found = new ArrayList<>();
            answer.path("findings").forEach(each -> found.add(new Finding(each.path("section").asText(),
                    each.path("name").asText(), Health.ofWire(each.path("health").asText()), each.path("value").asText(null),
                    each.hasNonNull("millis") ? each.path("millis").asDouble() : null, each.path("action").asText(null))));
            return found;
        } catch (ProblemException | IdentityUnavailableException away) {
            Findings failed = new Findings("platform_database");
            failed.failed("look", "the import-service could not be asked",
                    "Start the import-service; it looks at the platform, at pg_dump and at the stores.");
            return failed.list();
        }
    }
}
