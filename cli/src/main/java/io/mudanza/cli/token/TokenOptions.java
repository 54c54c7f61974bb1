package io.mudanza.cli.token;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mudanza.cli.terminal.JsonText;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What a new token is for and how long. */
final class TokenOptions {

    /** What a token may do. */
    enum Permission {
        READ,
        WRITE,
        READ_WRITE,
        ADMIN
    }

    @Option(names = "--description", required = true, description = "What the token is for.")
    private String description;

    @Option(
            names = "--permissions",
            required = true,
            paramLabel = "read|write|read_write|admin",
            description = "What it may do: read for a source, write for a target.")
    private Permission permissions;

    @Option(names = "--expires-in", paramLabel = "24h", description = "How long it works: 30m, 24h, 7d.")
    private String expiresIn;

    @Option(names = "--allowed-ips", split = ",", description = "Only from these addresses.")
    private List<String> allowedIps;

    @Option(names = "--allowed-domains", split = ",", description = "Only for these domains.")
    private List<String> allowedDomains;

    @Option(names = "--single-use", description = "For one job only.")
    private boolean singleUse;

    @Option(names = "--max-uses", description = "For so many uses.")
    private Integer maxUses;

    ObjectNode json() {
        ObjectNode body = JsonText.MAPPER.createObjectNode();
        body.put("description", description).put("permissions", permissions.name().toLowerCase(Locale.ROOT));
        if (expiresIn != null) {
            body.put("expires_in", expiresIn);
        }
        if (allowedIps != null) {
            allowedIps.forEach(body.putArray("allowed_ips")::add);
        }
        if (allowedDomains != null) {
            allowedDomains.forEach(body.putArray("allowed_domains")::add);
        }
        if (singleUse) {
            body.put("single_use", true);
        }
        if (maxUses != null) {
            body.put("max_uses", maxUses);
        }
        return body;
    }
}
