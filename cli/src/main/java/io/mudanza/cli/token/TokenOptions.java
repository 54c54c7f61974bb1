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

    @Option(names = "--allowed-domains", split = ",", description = "Only for peers that prove one of these names.")
    private List<String> allowedDomains;

    @Option(names = "--single-use", description = "For one transfer only.")
    private boolean singleUse;

    @Option(names = "--max-uses", description = "For so many transfers.")
    private Integer maxUses;

    @Option(names = "--scope-job", paramLabel = "JOB_ID", description = "Only for this job.")
    private String scopeJob;

    @Option(names = "--scope-tables", split = ",", description = "Only for these tables: schema.table, schema.*.")
    private List<String> scopeTables;

    @Option(names = "--scope-media", paramLabel = "FOLDER", description = "Only for media in this folder.")
    private String scopeMedia;

    @Option(names = "--parent", paramLabel = "TOKEN_ID", description = "Ends with this token.")
    private String parent;

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
        if (scopeJob != null || scopeTables != null || scopeMedia != null) {
            scope(body.putObject("scope"));
        }
        if (parent != null) {
            body.put("parent", parent);
        }
        return body;
    }

    private void scope(ObjectNode scope) {
        if (scopeJob != null) {
            scope.put("job", scopeJob);
        }
        if (scopeTables != null) {
            scopeTables.forEach(scope.putArray("tables")::add);
        }
        if (scopeMedia != null) {
            scope.put("media", scopeMedia);
        }
    }
}
