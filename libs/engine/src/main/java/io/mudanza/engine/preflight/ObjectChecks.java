package io.mudanza.engine.preflight;

import io.mudanza.bundle.manifest.ExtensionHead;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.bundle.manifest.ObjectHead;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.connect.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Extensions, roles, and objects that this target will not get. */
final class ObjectChecks {

    private final PreflightRequest request;
    private final Head head;
    private final TargetFacts facts;
    private final Findings findings;

    ObjectChecks(PreflightRequest request, Head head, TargetFacts facts, Findings findings) {
        this.request = request;
        this.head = head;
        this.facts = facts;
        this.findings = findings;
    }

    void run(Connection connection) throws SQLException {
        if (facts.hasData() && !request.createCheckpoint() && !request.overwrite()) {
            findings.error(
                    Code.TARGET_NOT_EMPTY,
                    "The target " + request.target().database() + " is not empty and no checkpoint is wanted. "
                            + "Keep a checkpoint, or allow to overwrite it.");
        }
        extensions(connection);
        roles(connection);
        for (String tablespace : head.tablespaces()) {
            findings.notes.add("What lies in the tablespace " + tablespace + " will lie in the default one.");
        }
        if (!facts.superuser()) {
            onlySuperuser();
        }
    }

    private void extensions(Connection connection) throws SQLException {
        String trusted = facts.version() >= 130000 ? "v.trusted" : "false";
        Map<String, String[]> available = new HashMap<>();
        for (String[] row : Rows.of(connection, "SELECT e.name, e.default_version, v.superuser, " + trusted
                + " FROM pg_catalog.pg_available_extensions e JOIN pg_catalog.pg_available_extension_versions v"
                + " ON v.name = e.name AND v.version = e.default_version")) {
            available.put(row[0], row);
        }
        Set<String> installed = new HashSet<>(
                Rows.column(connection, "SELECT extname FROM pg_catalog.pg_extension"));
        for (ExtensionHead extension : head.extensions()) {
            String[] here = available.get(extension.name());
            if (here == null) {
                findings.error(
                        Code.TARGET_EXTENSION_MISSING,
                        "The extension " + extension.name() + " is not installed on the target's server. "
                                + "Install its package there.");
                continue;
            }
            boolean free = facts.superuser() || !here[2].equals("t") || here[3].equals("t")
                    || extension.name().equals("plpgsql");
            if (!free && !installed.contains(extension.name())) {
                findings.error(
                        Code.TARGET_EXTENSION_MISSING,
                        "Only a superuser may create the extension " + extension.name()
                                + ". Connect as one, or have it created in the target and load in place.");
            } else if (!free) {
                findings.warnings.add("Only a superuser may create the extension " + extension.name()
                        + "; a shadow database cannot have it, so the load must be in place.");
            }
            if (!here[1].equals(extension.version())) {
                findings.notes.add("The extension " + extension.name() + " is " + extension.version()
                        + " at the source and will be " + here[1] + " here.");
            }
        }
    }

    private void roles(Connection connection) throws SQLException {
        Set<String> existing = new HashSet<>(Rows.column(connection, "SELECT rolname FROM pg_catalog.pg_roles"));
        Set<String> owners = new HashSet<>();
        head.inventory().stream().map(ObjectHead::owner).forEach(owners::add);
        for (String role : head.roles()) {
            if (existing.contains(role) || role.equalsIgnoreCase("public")) {
                continue;
            }
            if (owners.contains(role)) {
                findings.warnings.add("The role " + role + " does not exist at the target: what it owns will belong to "
                        + facts.owner() + ". Create the role first to keep it.");
            } else {
                findings.notCarried.add(new NotCarried(
                        "privileges", role, "The role does not exist at the target; create it first."));
            }
        }
    }

    private void onlySuperuser() {
        for (ObjectHead object : head.inventory()) {
            String kind = object.kind().toLowerCase(java.util.Locale.ROOT);
            if (List.of("event trigger", "foreign-data wrapper").contains(kind)) {
                findings.notCarried.add(new NotCarried(
                        kind, object.name(), "Only a superuser may create it; connect to the target as one."));
            }
        }
    }
}
