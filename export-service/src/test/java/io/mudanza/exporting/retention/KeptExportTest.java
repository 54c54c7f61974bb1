package io.mudanza.exporting.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.contracts.job.JobDirection;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.step.StepFacts;
import io.mudanza.contracts.step.StepKind;
import io.mudanza.exporting.ExportingNode;
import io.mudanza.exporting.run.ExportRepository;
import io.mudanza.platform.standin.StepClient;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ExportingNode.class)
class KeptExportTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @ConfigProperty(name = "mudanza.topic-prefix")
    String prefix;

    @Inject
    ExportRetention retention;

    @Inject
    ExportRepository exports;

    @Test
    void anExportOfAScheduleOutlivesTheOthers() {
        // Given two exports that ended long ago
        UUID kept = export(Map.of(StepFacts.KEPT, true));
        UUID other = export(Map.of());
        QuarkusTransaction.requiringNew().run(() -> exports.getEntityManager()
                .createNativeQuery("UPDATE exporting.export SET ended_at = now() - interval '400 days'").executeUpdate());
        // When
        retention.removeOld();
        // Then
        assertThat(exports.current(kept)).isPresent();
        assertThat(exports.current(other)).isEmpty();
    }

    private UUID export(Map<String, Object> facts) {
        UUID job = UUID.randomUUID();
        try (StepClient steps = new StepClient(brokers, prefix)) {
            steps.run(job, StepKind.EXPORT, JobDirection.EXPORT, JobOptions.defaults(), facts).facts();
        }
        return job;
    }
}
