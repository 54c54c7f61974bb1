package io.mudanza.gateway.health;

import io.agroal.api.AgroalDataSource;
import io.mudanza.gateway.node.NodeHttp;
import io.mudanza.gateway.node.NodeService;
import io.mudanza.identity.ServiceJwt;
import io.mudanza.infra.Finding;
import io.mudanza.infra.Findings;
import io.mudanza.infra.MemoryCheck;
import io.mudanza.infra.PostgresCheck;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Looks at the node's own database, at Kafka and at its services. */
@ApplicationScoped
class NodeSurroundings {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration SKEW_BORNE = Duration.ofSeconds(30);

    private final AgroalDataSource dataSource;
    private final NodeHealth health;
    private final NodeHttp node;
    private final ServiceJwt jwt;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    NodeSurroundings(@DataSource("gateway") AgroalDataSource dataSource, NodeHealth health, NodeHttp node, ServiceJwt jwt) {
        this.dataSource = dataSource;
        this.health = health;
        this.node = node;
        this.jwt = jwt;
    }

    List<Finding> database() {
        Findings findings = new Findings("node_database");
        long since = System.nanoTime();
        try (Connection connection = dataSource.getConnection()) {
            connection.isValid(2);
            findings.ok("connect", connection.getMetaData().getURL().replaceAll("[?].*", ""), since);
            PostgresCheck check = new PostgresCheck(connection, findings);
            check.look();
            check.ledgerRights();
        } catch (SQLException e) {
            findings.failed("connect", "cannot be reached or looked at (SQLSTATE " + e.getSQLState() + ")",
                    "Start the node's PostgreSQL and check mudanza.node.database-url, .username and .password.");
        }
        return findings.list();
    }

    List<Finding> kafka() {
        Findings findings = new Findings("kafka");
        long since = System.nanoTime();
        try {
            findings.ok("brokers", health.brokers() + " connected", since);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            findings.failed("brokers", "not looked at", "Check again.");
        } catch (Exception away) {
            findings.failed("brokers", "no broker answers",
                    "Start Kafka and check kafka.bootstrap.servers: without it no job goes on.");
        }
        return findings.list();
    }

    List<Finding> services() {
        Findings findings = new Findings("services");
        for (NodeService service : NodeService.values()) {
            service(service, findings);
        }
        Duration skew = jwt.skew().abs();
        findings.unless(skew.compareTo(SKEW_BORNE) > 0, "clock", skew.toMillis() / 1000.0 + " s apart",
                "Let the machines of the services follow the same time servers; beyond 60 s they refuse each other.");
        return findings.list();
    }

    private void service(NodeService service, Findings findings) {
        String address = node.address(service);
        long since = System.nanoTime();
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/q/health/live")).timeout(PATIENCE).build();
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status == 200) {
                findings.ok(service.wire(), address, since);
                return;
            }
            findings.failed(service.wire(), address + " answers " + status, "Look into the log of this service.");
        } catch (IOException away) {
            findings.failed(service.wire(), "nothing answers at " + address,
                    "Start the service, or correct mudanza.services." + service.wire() + "-url and its port.");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            findings.failed(service.wire(), "not looked at", "Check again.");
        }
    }

    List<Finding> memory() {
        Findings findings = new Findings("gateway_memory");
        MemoryCheck.look(findings);
        return findings.list();
    }
}
