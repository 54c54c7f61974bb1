package io.mudanza.cli.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.cli.testing.CommandRun;
import io.mudanza.cli.testing.SmallNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InfraCommandsTest {
    private static final String INFRA = "{\"node\":\"n1\",\"health\":\"%s\",\"millis\":12.3,\"verify_ssl\":%s,\"sections\":["
            + "{\"section\":\"redis\",\"health\":\"%s\",\"findings\":[{\"name\":\"default_cache\",\"health\":\"%s\","
            + "\"value\":\"connected\",\"millis\":1.1,\"action\":%s}]}]}";

    @TempDir
    private Path home;

    private SmallNode node;

    @BeforeEach
    void start() throws Exception {
        node = new SmallNode();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private CommandRun.Outcome run(String... args) {
        String[] all = new String[args.length + 2];
        System.arraycopy(args, 0, all, 0, args.length);
        all[args.length] = "--node";
        all[args.length + 1] = node.url().toString();
        return new CommandRun(home).with("MUDANZA_TOKEN", SmallNode.TOKEN).run(all);
    }

    private void health(String health, String action) {
        node.on("GET", "infrastructure/", 200, INFRA.formatted(health, !health.equals("failed"), health, health, action));
    }

    @Test
    void allIsWell() {
        health("ok", "null");
        var outcome = run("check_infra", "--strict");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("Infrastructure Health Check of n1", "REDIS", "default cache", "✓ connected (1.1 ms)",
                "All systems operational").doesNotContain("verify_ssl");
    }

    @Test
    void aWarningCountsOnlyWhenStrict() {
        health("warning", "\"start it\"");
        assertThat(run("check-infra").exitCode()).isZero();
        var strict = run("check-infra", "--strict");
        assertThat(strict.exitCode()).isEqualTo(2);
        assertThat(strict.out()).contains("! connected", "-> start it", "1 warnings");
    }

    @Test
    void aFailureAlwaysCounts() {
        health("failed", "\"start it\"");
        var outcome = run("check-infra", "--lang", "es");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).contains("✗ connected", "1 fallas", "NO SE COMPRUEBAN");
        assertThat(run("check-infra", "--json").out()).contains("\"health\" : \"failed\"");
    }

    @Test
    void cachesAreClearedByWhatIsWished() {
        node.on("POST", "cache/clear/", 200,
                "{\"dry_run\":false,\"namespaces\":[{\"namespace\":\"default\",\"database\":0,\"keys\":7}]}");
        assertThat(run("clearcache", "--all").out()).contains("default").contains("7");
        assertThat(run("clear-cache", "--pattern=invoice_*", "--dry-run").exitCode()).isZero();
        assertThat(run("clear-cache", "--dashboard").exitCode()).isZero();
        assertThat(run("clear-cache", "--locks").exitCode()).isZero();
        assertThat(node.requests("POST", "cache/clear/")).extracting(SmallNode.Request::body).containsExactly(
                "{\"dry_run\":false,\"all\":true}", "{\"dry_run\":true,\"pattern\":\"invoice_*\"}",
                "{\"dry_run\":false,\"dashboard\":true}", "{\"dry_run\":false,\"locks\":true}");
        assertThat(run("clear-cache").exitCode()).isEqualTo(2);
        assertThat(run("clear-cache", "--all", "--locks").exitCode()).isEqualTo(2);
    }
}
