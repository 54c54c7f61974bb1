package io.mudanza.importing.hooks;

import io.mudanza.outbound.client.OutboundClient;
import io.mudanza.outbound.client.OutboundLimits;
import io.mudanza.outbound.client.RequestHeaders;
import io.mudanza.outbound.target.TargetRules;
import io.mudanza.outbound.tls.TlsMaterial;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The hooks that the operator has set. A service whose hooks cannot be read does not start. */
@Startup
@Singleton
class HookSettings {

    private final OutboundClient http;
    private final Optional<Hook> before;
    private final Optional<Hook> after;
    private final String node;

    HookSettings(
            @ConfigProperty(name = "mudanza.hooks.before-publish") Optional<List<String>> before,
            @ConfigProperty(name = "mudanza.hooks.after-publish") Optional<List<String>> after,
            @ConfigProperty(name = "mudanza.hooks.timeout", defaultValue = "PT1M") Duration timeout,
            @ConfigProperty(name = "mudanza.hooks.authorization") Optional<String> authorization,
            @ConfigProperty(name = "mudanza.hooks.allow-http", defaultValue = "false") boolean allowHttp,
            @ConfigProperty(name = "mudanza.hooks.allowed-cidrs") Optional<List<String>> cidrs,
            @ConfigProperty(name = "mudanza.hooks.ca-file") Optional<Path> caFile,
            @ConfigProperty(name = "mudanza.node.name", defaultValue = "local") String node) throws IOException {
        this.node = node;
        TargetRules rules = new TargetRules(allowHttp, List.of(), cidrs.orElse(List.of()));
        this.http = new OutboundClient(
                rules, new TlsMaterial(caFile, Optional.empty(), Optional.empty(), true),
                new OutboundLimits(Duration.ofSeconds(10), timeout, 1, 2), RequestHeaders.NONE);
        this.before = hook(before, rules, authorization, timeout);
        this.after = hook(after, rules, authorization, timeout);
    }

    private Optional<Hook> hook(
            Optional<List<String>> setting, TargetRules rules, Optional<String> authorization, Duration timeout) {
        return setting.filter(words -> !words.isEmpty() && !words.getFirst().isBlank()).map(words -> {
            String first = words.getFirst().toLowerCase(Locale.ROOT);
            return first.startsWith("http://") || first.startsWith("https://")
                    ? new HttpHook(http, rules.check(words.getFirst()), authorization.orElse(null), timeout)
                    : new CommandHook(words, timeout);
        });
    }

    /** Whether there is any. */
    boolean any() {
        return before.isPresent() || after.isPresent();
    }

    Optional<Hook> of(HookPoint point) {
        return switch (point) {
            case BEFORE -> before;
            case AFTER -> after;
        };
    }

    /** Name of the node, which hooks are told. */
    String node() {
        return node;
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
