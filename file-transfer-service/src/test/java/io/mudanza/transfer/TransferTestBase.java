package io.mudanza.transfer;

import static io.restassured.RestAssured.given;

import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.platform.standin.StepClient;
import io.mudanza.platform.standin.StepClient.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A job with a peer, and a way to run its steps through Kafka. */
abstract class TransferTestBase {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @ConfigProperty(name = "mudanza.topic-prefix")
    String prefix;

    @ConfigProperty(name = "mudanza.node.data-dir")
    Path data;

    @ConfigProperty(name = "mudanza.platform.media")
    Path media;

    @TempDir
    Path temp;

    final UUID job = UUID.randomUUID();
    final Map<String, Object> facts = new HashMap<>();
    StepClient steps;
    TestPeer peer;

    @BeforeEach
    void begin() throws Exception {
        steps = new StepClient(brokers, prefix);
        peer = new TestPeer();
        keepPeer(peer.url());
    }

    @AfterEach
    void end() {
        steps.close();
        peer.close();
    }

    void keepPeer(String url) {
        given().header("Authorization", LocalServices.bearer())
                .contentType("application/json")
                .body(Map.of("url", url, "token", TestPeer.TOKEN))
                .post("/internal/transfer/peers/" + job)
                .then()
                .statusCode(200);
    }

    JobDirection direction() {
        return JobDirection.PULL;
    }

    UUID send(StepKind kind) {
        return steps.send(job, kind, direction(), JobOptions.defaults(), facts);
    }

    /** Runs a step; its facts reach the steps after it. */
    Ending run(StepKind kind) {
        Ending ending = steps.await(send(kind));
        if (ending.completed() != null) {
            facts.putAll(ending.facts());
        }
        return ending;
    }

    void connect() {
        facts.putAll(run(StepKind.CONNECT).facts());
    }

    DirectoryPartStore received() {
        return new DirectoryPartStore(data.resolve("received").resolve(job.toString()));
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(50)).until(condition);
    }
}
