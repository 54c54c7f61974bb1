package io.mudanza.cli.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which rows. */
final class AuditQuery {

    @Option(names = "--actor", paramLabel = "TOKEN_ID", description = "Only what this token did.")
    private String actor;

    @Option(names = "--action", paramLabel = "ACTION", description = "Only this, e.g. \"POST pull\".")
    private String action;

    @Option(names = "--object", paramLabel = "ID", description = "Only to this job, token or path.")
    private String object;

    @Option(names = "--address", paramLabel = "ADDRESS", description = "Only from this address.")
    private String address;

    @Option(names = "--outcome", paramLabel = "STATUS", description = "Only with this outcome, e.g. 403.")
    private String outcome;

    @Option(names = "--since", paramLabel = "TIME", description = "From this time on, e.g. 2026-01-31T20:00:00Z.")
    private String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Before this time.")
    private String until;

    String path(String... more) {
        List<String> terms = new ArrayList<>(List.of(more));
        term(terms, "actor", actor);
        term(terms, "action", action);
        term(terms, "object", object);
        term(terms, "address", address);
        term(terms, "outcome", outcome);
        term(terms, "since", since);
        term(terms, "until", until);
        return "audit/?" + String.join("&", terms);
    }

    private static void term(List<String> terms, String name, String value) {
        if (value != null) {
            terms.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
