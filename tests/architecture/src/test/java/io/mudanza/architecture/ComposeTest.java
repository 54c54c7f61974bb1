package io.mudanza.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.mudanza.embedded.process.TempFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The compose file where no Docker is at hand: it fits the specification, and what it names exists. */
class ComposeTest {
    private static final Pattern SETTING = Pattern.compile("mudanza(?:\\.[a-z0-9]+(?:-[a-z0-9]+)*)+");

    private static ComposeFile compose;

    @BeforeAll
    static void read() throws IOException {
        compose = ComposeFile.read();
    }

    @Test
    void itFitsTheSpecification() throws IOException {
        ObjectNode schema;
        try (InputStream in = ComposeTest.class.getResourceAsStream("/compose-spec/compose-spec.json")) {
            schema = (ObjectNode) new ObjectMapper().readTree(in);
        }
        // Names of itself and its parts are written as in a draft that the rest of it has left behind.
        schema.remove("$schema");
        withoutNames(schema);
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909).getSchema(schema).validate(compose.tree()))
                .isEmpty();
        ObjectNode broken = compose.tree().deepCopy();
        ((ObjectNode) broken.path("services").path("redis")).put("imagine", "x");
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909).getSchema(schema).validate(broken))
                .isNotEmpty();
    }

    private static void withoutNames(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("id").isTextual()) {
            object.remove("id");
        }
        schema.forEach(ComposeTest::withoutNames);
    }

    @Test
    void everyVariableIsInTheExampleAndNothingElse() throws IOException {
        assertThat(compose.variables()).isSubsetOf(ComposeFile.example().keySet());
        assertThat(ComposeFile.example().keySet()).filteredOn(name -> !name.startsWith("COMPOSE_"))
                .containsExactlyInAnyOrderElementsOf(compose.variables());
    }

    @Test
    void everySettingExists() {
        Set<String> known = settings();
        List<String> unknown = new ArrayList<>();
        compose.eachService((name, service) -> service.path("environment").fieldNames().forEachRemaining(variable -> {
            String setting = variable.replaceFirst("_FILE$", "");
            boolean ours = variable.startsWith("MUDANZA_");
            if (ours && !known.contains(variable) && !known.contains(setting)) {
                unknown.add(name + ": " + variable);
            }
        }));
        assertThat(unknown).as("no class, no properties file and no table of docs/operations.md has such a setting").isEmpty();
        assertThat(known).contains("MUDANZA_NODE_SECRET", "MUDANZA_SERVICES_TOKEN_URL", "REDIS_ENABLED");
    }

    @Test
    void imagesArePinned() {
        compose.eachService((name, service) -> {
            if (service.has("image")) {
                assertThat(service.path("image").asText()).as(name).matches(".+:v?[0-9]+\\.[0-9]+.*");
            } else {
                String module = service.path("build").path("args").path("SERVICE").asText();
                assertThat(Module.ROOT.resolve(module).resolve("pom.xml")).as(name).exists();
            }
        });
    }

    @Test
    void nobodyWaitsForAHealthThatNobodyTells() {
        compose.eachService((name, service) -> service.path("depends_on").properties().forEach(needed -> {
            JsonNode other = compose.tree().path("services").path(needed.getKey());
            assertThat(other.isMissingNode()).as(name + " needs " + needed.getKey()).isFalse();
            assertThat(other.has("healthcheck")).as(needed.getKey() + " tells its health").isTrue();
        }));
        compose.eachService((name, service) -> assertThat(service.has("healthcheck") || service.has("profiles"))
                .as(name + " tells its health").isTrue());
    }

    @Test
    void toolsComeOnlyWhenAskedFor() {
        for (String tool : new String[] {"pgadmin", "redis-commander"}) {
            assertThat(compose.tree().path("services").path(tool).path("profiles").toString()).isEqualTo("[\"tools\"]");
        }
    }

    @Test
    void noSecretStandsInAFile() throws IOException {
        compose.eachService((name, service) -> service.path("environment").properties().forEach(variable -> {
            boolean secret = variable.getKey().matches(".*(PASSWORD|SECRET|TOKEN)$");
            assertThat(secret).as(name + ": " + variable.getKey() + " belongs into a file of secrets/").isFalse();
        }));
        Map<String, String> example = ComposeFile.example();
        assertThat(example.keySet()).noneMatch(name -> name.matches(".*(PASSWORD|SECRET).*"));
        Set<String> declared = names(compose.tree().path("secrets"));
        compose.eachService((name, service) ->
                service.path("secrets").forEach(secret -> assertThat(declared).as(name).contains(secret.asText())));
        String script = Files.readString(ComposeFile.FOLDER.resolve("generate-secrets"));
        assertThat(declared).allSatisfy(secret -> assertThat(script).contains(secret));
        assertThat(Files.readString(ComposeFile.FOLDER.resolve(".gitignore"))).contains("secrets/").contains(".env");
    }

    @Test
    void portsAreOfThisMachineOnly() {
        compose.eachService((name, service) -> service.path("ports").forEach(port ->
                assertThat(port.asText()).as(name).startsWith("127.0.0.1:")));
    }

    @Test
    void theScriptMakesEachSecretOnce() throws Exception {
        // Given
        Path copy = TempFolder.create("mudanza-compose-");
        for (String name : new String[] {"generate-secrets", ".env.example"}) {
            Files.copy(ComposeFile.FOLDER.resolve(name), copy.resolve(name));
        }

        // When
        run(copy);
        String first = Files.readString(copy.resolve("secrets/node_secret"));
        run(copy);

        // Then
        assertThat(first).matches("[0-9a-f]{64}").isEqualTo(Files.readString(copy.resolve("secrets/node_secret")));
        assertThat(first).isNotEqualTo(Files.readString(copy.resolve("secrets/redis_password")));
        assertThat(copy.resolve(".env")).exists();
        for (String secret : names(compose.tree().path("secrets"))) {
            Files.delete(copy.resolve("secrets").resolve(secret));
        }
        for (String rest : new String[] {"secrets", ".env", "generate-secrets", ".env.example", "."}) {
            Files.delete(copy.resolve(rest).normalize());
        }
    }

    private static void run(Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", folder.resolve("generate-secrets").toString()).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Every setting that the sources or the table of settings name, as a variable of the environment. */
    private static Set<String> settings() {
        Set<String> names = new TreeSet<>();
        names.add("mudanza.redis.enabled");
        Stream<Path> sources = Stream.of(Module.values()).map(module -> module.folder().resolve("src/main"))
                .filter(Files::isDirectory).flatMap(ComposeTest::files);
        Stream.concat(sources, Stream.of(Module.ROOT.resolve("docs/operations.md"))).forEach(file -> {
            Matcher matcher = SETTING.matcher(text(file));
            while (matcher.find()) {
                names.add(matcher.group());
            }
        });
        Set<String> variables = names.stream().map(name -> name.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (text(Module.ROOT.resolve("gateway/src/main/resources/META-INF/microprofile-config.properties"))
                .contains("${REDIS_ENABLED:true}")) {
            variables.add("REDIS_ENABLED");
        }
        return variables;
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(java|properties)")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
