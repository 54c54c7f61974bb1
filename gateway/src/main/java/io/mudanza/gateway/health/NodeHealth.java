package io.mudanza.gateway.health;

import io.agroal.api.AgroalDataSource;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.infra.Findings;
import io.mudanza.messaging.kafka.BrokerSettings;
import io.quarkus.agroal.DataSource;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks at everything a node stands on, at most every three seconds once all was there. No reasons are told: the endpoint is open. */
@ApplicationScoped
class NodeHealth {
    private static final Logger LOGGER = Logger.getLogger(NodeHealth.class);
    private static final long KEEP_NANOS = 3_000_000_000L;
    /** A node that starts is waited for: what is not there yet is looked for again soon. */
    private static final long STARTING_NANOS = 200_000_000L;

    private final AgroalDataSource dataSource;
    private final BrokerSettings broker;
    private final Instance<RedisDataSource> redis;
    private final boolean redisEnabled;
    private final NodeHttp node;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private Map<String, Look> last;
    private long lastNanos;
    private boolean complete;

    NodeHealth(
            @DataSource("gateway") AgroalDataSource dataSource,
            BrokerSettings broker,
            Instance<RedisDataSource> redis,
            @ConfigProperty(name = "mudanza.redis.enabled", defaultValue = "true") boolean redisEnabled,
            NodeHttp node) {
        this.dataSource = dataSource;
        this.broker = broker;
        this.redis = redis;
        this.redisEnabled = redisEnabled;
        this.node = node;
    }

    /** Whether a component works, and how long its answer took in milliseconds. */
    record Look(boolean up, double millis) {}

    /** Component to how it is. Redis is left out where it is switched off. */
    synchronized Map<String, Look> look() {
        if (last != null && System.nanoTime() - lastNanos < (complete ? KEEP_NANOS : STARTING_NANOS)) {
            return last;
        }
        Map<String, Callable<Boolean>> questions = new LinkedHashMap<>();
        questions.put("database", this::database);
        questions.put("kafka", this::kafka);
        if (redisEnabled) {
            questions.put("redis", () -> redis.get().execute("PING") != null);
        }
        for (NodeService service : NodeService.values()) {
            questions.put(service.wire(), () -> ready(service));
        }
        last = ask(questions);
        lastNanos = System.nanoTime();
        complete |= last.values().stream().allMatch(Look::up);
        return last;
    }

    boolean database() throws java.sql.SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(2);
        }
    }

    boolean kafka() throws ExecutionException, InterruptedException, TimeoutException {
        return brokers() > 0;
    }

    /** How many brokers answer. */
    int brokers() throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Object> settings = new HashMap<>(broker.broker());
        settings.keySet().removeIf(name -> name.startsWith("group.") || name.contains("serializer"));
        settings.put("default.api.timeout.ms", 2_500);
        settings.put("request.timeout.ms", 2_000);
        try (Admin admin = Admin.create(settings)) {
            return admin.describeCluster().nodes().get(3, TimeUnit.SECONDS).size();
        }
    }

    private boolean ready(NodeService service) throws java.io.IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.address(service) + "/q/health/live"))
                .timeout(Duration.ofSeconds(2))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    boolean redisEnabled() {
        return redisEnabled;
    }

    private static Map<String, Look> ask(Map<String, Callable<Boolean>> questions) {
        Map<String, Look> answers = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<Look>> pending = new LinkedHashMap<>();
            questions.forEach((name, question) -> pending.put(name, threads.submit(() -> {
                long since = System.nanoTime();
                return new Look(question.call(), Findings.millis(since));
            })));
            pending.forEach((name, answer) -> answers.put(name, answered(name, answer)));
        }
        return answers;
    }

    private static Look answered(String name, Future<Look> answer) {
        long since = System.nanoTime();
        try {
            return answer.get(4, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException away) {
            LOGGER.debugf(away, "%s does not answer", name);
            return new Look(false, Findings.millis(since));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Look(false, Findings.millis(since));
        }
    }
}
