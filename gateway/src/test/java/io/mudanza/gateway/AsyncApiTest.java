package io.mudanza.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mudanza.contracts.event.EventType;
import io.mudanza.contracts.event.JobChanged;
import io.mudanza.contracts.event.JobRefused;
import io.mudanza.contracts.event.JobRequested;
import io.mudanza.contracts.event.StepCompleted;
import io.mudanza.contracts.event.StepFailed;
import io.mudanza.contracts.event.StepLogged;
import io.mudanza.contracts.event.StepStarted;
import io.mudanza.contracts.event.Topics;
import io.mudanza.contracts.job.JobOptions;
import io.mudanza.contracts.progress.StepProgress;
import io.mudanza.contracts.progress.TableProgress;
import io.mudanza.contracts.step.CancelCommand;
import io.mudanza.contracts.step.StepCommand;
import io.mudanza.contracts.step.StepKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document of the events says what the code says. */
class AsyncApiTest {
    private final JsonNode document = read();

    private static JsonNode read() {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(Path.of("../docs/asyncapi.yaml").toFile());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @Test
    void itNamesAllTopics() {
        List<String> addresses = new ArrayList<>();
        document.path("channels").forEach(channel -> addresses.add(channel.path("address").asText()));
        assertThat(addresses).containsExactlyInAnyOrderElementsOf(
                new Topics("mudanza").all().stream().filter(topic -> !topic.endsWith(".dlq")).toList());
    }

    @Test
    void itNamesAllTypes() {
        List<String> names = new ArrayList<>();
        document.path("components").path("messages").forEach(message -> names.add(message.path("name").asText()));
        List<String> types = Arrays.stream(EventType.class.getFields()).map(field -> {
            try {
                return (String) field.get(null);
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }).toList();
        assertThat(names).containsExactlyInAnyOrderElementsOf(types);
    }

    @ParameterizedTest
    @ValueSource(classes = {StepCommand.class, CancelCommand.class, StepStarted.class, StepCompleted.class, StepFailed.class,
            StepLogged.class, StepProgress.class, TableProgress.class, JobRequested.class, JobRefused.class, JobChanged.class,
            JobOptions.class})
    void itNamesTheFieldsOfEveryRecord(Class<?> type) {
        Set<String> documented = new java.util.TreeSet<>();
        schema(type).path("properties").fieldNames().forEachRemaining(documented::add);
        assertThat(documented).containsExactlyInAnyOrderElementsOf(Arrays.stream(type.getRecordComponents())
                .map(part -> part.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
                .toList());
    }

    @Test
    void itNamesAllKindsOfSteps() {
        List<String> kinds = new ArrayList<>();
        schema(StepCommand.class).path("properties").path("kind").path("enum").forEach(kind -> kinds.add(kind.asText()));
        assertThat(kinds).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(StepKind.values()).map(StepKind::wire).toList());
    }

    private JsonNode schema(Class<?> type) {
        return document.path("components").path("schemas").path(type.getSimpleName());
    }
}
