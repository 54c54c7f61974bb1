package io.mudanza.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.cli.terminal.Surroundings;
import io.mudanza.cli.testing.CommandRun;
import io.mudanza.cli.testing.SmallNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MudanzaCommandTest {

    @TempDir
    Path home;

    @Test
    void speaksSpanishAndEnglish() {
        // Given
        CommandRun command = new CommandRun(home);

        // When
        var english = command.run("jobs");
        var spanish = command.with("LANG", "es_CL.UTF-8").run("--help");
        var asked = command.run("--lang=en", "pull", "--help");

        // Then
        assertThat(english.err()).contains("No node runs on this machine");
        assertThat(spanish.out()).contains("Muda una aplicación entera");
        assertThat(asked.out()).contains("Bring the platform of another node");
    }

    @Test
    void everyCommandAndOptionHasSpanishHelp() {
        // Given
        CommandLine english = line("--lang=en");
        CommandLine spanish = line("--lang=es");

        // When
        List<String> same = new ArrayList<>();
        compare(english, spanish, same);

        // Then
        assertThat(same).isEmpty();
    }

    private static void compare(CommandLine english, CommandLine spanish, List<String> same) {
        String name = english.getCommandSpec().qualifiedName();
        if (String.join("", english.getCommandSpec().usageMessage().description())
                .equals(String.join("", spanish.getCommandSpec().usageMessage().description()))) {
            same.add(name);
        }
        english.getCommandSpec().options().forEach(option -> {
            var other = spanish.getCommandSpec().findOption(option.longestName());
            if (String.join("", option.description()).equals(String.join("", other.description()))) {
                same.add(name + " " + option.longestName());
            }
        });
        english.getSubcommands().forEach((sub, command) -> compare(command, spanish.getSubcommands().get(sub), same));
    }

    private static CommandLine line(String language) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Surroundings surroundings = new Surroundings(nowhere, nowhere, Map.of(), false, q -> null, q -> null);
        return MudanzaCommand.create(surroundings, language);
    }

    @Test
    void proposesWhatWasMeantAndEndsWithTwo() {
        // Given
        CommandRun command = new CommandRun(home);

        // When
        var typo = command.run("exprt");
        var json = command.run("pull", "--json");
        var nothing = command.run();

        // Then
        assertThat(typo.exitCode()).isEqualTo(2);
        assertThat(typo.err()).contains("Did you mean: mudanza export");
        assertThat(json.exitCode()).isEqualTo(2);
        assertThat(json.failure().path("code").asText()).isEqualTo("invalid_request");
        assertThat(json.out()).isEmpty();
        assertThat(nothing.exitCode()).isEqualTo(2);
    }

    @Test
    void findsTheOnlyRunningNodeAndItsAdminToken() throws Exception {
        try (SmallNode node = new SmallNode()) {
            // Given
            node.on("GET", "jobs/", 200, "{\"jobs\":[]}");
            register("a", node.url().toString(), ProcessHandle.current().pid());
            register("dead", "http://127.0.0.1:1", 2_000_000_000L);
            CommandRun command = new CommandRun(home);

            // When
            var found = command.run("jobs");
            var named = command.run("jobs", "list", "--node", "a", "--json");
            var unknown = command.run("jobs", "--node", "b");
            register("second", "http://127.0.0.1:1", ProcessHandle.current().pid());
            var several = command.run("jobs");
            var stranger = command.run("jobs", "--node", "http://127.0.0.1:2");

            // Then
            assertThat(found.exitCode()).as(found.err()).isZero();
            assertThat(found.err()).contains("No jobs yet");
            assertThat(named.json().path("jobs").isEmpty()).isTrue();
            assertThat(unknown.exitCode()).isEqualTo(3);
            assertThat(unknown.err()).contains("there is a, dead");
            assertThat(several.exitCode()).isEqualTo(2);
            assertThat(stranger.exitCode()).isEqualTo(4);
        }
    }

    @Test
    void createsTokensUnderBothNames() throws Exception {
        try (SmallNode node = new SmallNode()) {
            // Given
            node.on("POST", "tokens/", 201, "{\"id\":\"t1\",\"token\":\"mig_new\",\"expires_at\":\"2026-11-23T00:00:00Z\"}");
            CommandRun command = new CommandRun(home)
                    .with("MUDANZA_NODE", node.url().toString()).with("MUDANZA_TOKEN", SmallNode.TOKEN);

            // When
            var json = command.run("token", "create", "--description", "d", "--permissions", "read_write",
                    "--expires-in", "24h", "--json");
            var mission = command.run("create_migration_token", "--description", "d", "--permissions", "read");

            // Then
            assertThat(json.json().fieldNames()).toIterable().containsExactly("id", "token", "expires_at");
            assertThat(mission.out().strip()).isEqualTo("mig_new");
            assertThat(node.requests("POST", "tokens/").getFirst().body())
                    .contains("\"permissions\":\"read_write\"", "\"expires_in\":\"24h\"");
        }
    }

    @Test
    void limitsShowsAndRotatesTokens() throws Exception {
        try (SmallNode node = new SmallNode()) {
            // Given
            node.on("POST", "tokens/", 201, "{\"id\":\"t1\",\"token\":\"mig_new\"}");
            node.on("GET", "tokens/t1/", 200, "{\"id\":\"t1\",\"max_uses\":1,\"uses\":0}");
            node.on("POST", "tokens/t1/rotate/", 200, "{\"id\":\"t1\",\"token\":\"mig_newer\"}");
            CommandRun command = new CommandRun(home)
                    .with("MUDANZA_NODE", node.url().toString()).with("MUDANZA_TOKEN", SmallNode.TOKEN);

            // When
            command.run("token", "create", "--description", "d", "--permissions", "read", "--single-use",
                    "--scope-tables", "public.users,billing.*", "--scope-media", "avatars", "--parent", "p1");
            var shown = command.run("token", "show", "t1");
            var rotated = command.run("token", "rotate", "t1", "--overlap", "30m");

            // Then
            assertThat(node.requests("POST", "tokens/").getFirst().body()).contains("\"single_use\":true",
                    "\"scope\":{\"tables\":[\"public.users\",\"billing.*\"],\"media\":\"avatars\"}", "\"parent\":\"p1\"");
            assertThat(shown.out()).contains("max_uses");
            assertThat(rotated.out().strip()).isEqualTo("mig_newer");
            assertThat(node.requests("POST", "tokens/t1/rotate/").getFirst().body()).contains("\"overlap\":\"30m\"");
        }
    }

    @Test
    void destroysOnlyWhatWasConfirmed() throws Exception {
        try (SmallNode node = new SmallNode()) {
            // Given
            node.on("DELETE", "checkpoints/c1", 204, "").on("POST", "rollback/j1/", 202, "{\"job_id\":\"j2\"}");
            node.on("GET", "jobs/j2/", 200, "{\"id\":\"j2\",\"direction\":\"rollback\",\"status\":\"completed\"}");
            CommandRun command = new CommandRun(home)
                    .with("MUDANZA_NODE", node.url().toString()).with("MUDANZA_TOKEN", SmallNode.TOKEN);

            // When
            var unconfirmed = command.run("checkpoints", "drop", "c1");
            var dropped = command.run("checkpoints", "drop", "c1", "--confirm");
            var rollback = command.run("rollback", "j1");
            var rolledBack = command.run("rollback", "j1", "--confirm", "--json");

            // Then
            assertThat(unconfirmed.exitCode()).isEqualTo(2);
            assertThat(dropped.exitCode()).isZero();
            assertThat(node.requests("DELETE", "checkpoints/c1")).hasSize(1);
            assertThat(rollback.exitCode()).isEqualTo(2);
            assertThat(rolledBack.exitCode()).as(rolledBack.err()).isZero();
            assertThat(rolledBack.json().path("status").asText()).isEqualTo("completed");
        }
    }

    @Test
    void completionNamesTheCommands() {
        // Given // When
        var bash = new CommandRun(home).run("completion", "bash");

        // Then
        assertThat(bash.exitCode()).isZero();
        assertThat(bash.out()).contains("complete", "pull_from_source", "--source-url");
    }

    private void register(String name, String url, long pid) throws Exception {
        Path nodes = Files.createDirectories(home.resolve("nodes"));
        Path token = Files.writeString(home.resolve(name + "-token"), SmallNode.TOKEN + "\n");
        Files.writeString(nodes.resolve(name + ".json"), """
                {"name":"%s","url":"%s","admin_token_file":"%s","pid":%d}""".formatted(name, url, token, pid));
    }
}
