package io.mudanza.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** The modules of the house, each with its package and the modules that it may know. The table of the arrows. */
enum Module {
    CRASH_POINTS("libs/crash-points", "crash"),
    BUNDLE("libs/bundle", "bundle"),
    OUTBOUND("libs/outbound", "outbound"),
    ENGINE("libs/engine", "engine", BUNDLE, CRASH_POINTS),
    DUMPS("libs/dumps", "dumps", ENGINE, BUNDLE, CRASH_POINTS),
    SQLITE("libs/sqlite", "sqlite", ENGINE, BUNDLE),
    JOB_CONTRACTS("libs/job-contracts", "contracts"),
    RELIABLE_MESSAGING("libs/reliable-messaging", "messaging", JOB_CONTRACTS, CRASH_POINTS),
    COORDINATION("libs/coordination", "coordination"),
    AUDIT_TRAIL("libs/audit-trail", "audit", BUNDLE),
    INFRA_CHECKS("libs/infra-checks", "infra"),
    STEP_RUNNER("libs/step-runner", "steps", RELIABLE_MESSAGING, JOB_CONTRACTS, CRASH_POINTS),
    SERVICE_IDENTITY("libs/service-identity", "identity", JOB_CONTRACTS),
    HTTP_ANSWERS("libs/http-answers", "answers"),
    PLATFORM("libs/platform", "platform", ENGINE, BUNDLE, STEP_RUNNER, SERVICE_IDENTITY, JOB_CONTRACTS),
    EMBEDDED_INFRA("libs/embedded-infra", "embedded"),
    TUKI("examples/tuki", "examples.tuki"),
    GATEWAY("gateway", "gateway", CRASH_POINTS, OUTBOUND, JOB_CONTRACTS, RELIABLE_MESSAGING, COORDINATION, SERVICE_IDENTITY,
            AUDIT_TRAIL, INFRA_CHECKS, HTTP_ANSWERS),
    EXPORT_SERVICE("export-service", "exporting", PLATFORM, ENGINE, BUNDLE, JOB_CONTRACTS, STEP_RUNNER,
            RELIABLE_MESSAGING, COORDINATION, SERVICE_IDENTITY, HTTP_ANSWERS),
    IMPORT_SERVICE("import-service", "importing", PLATFORM, ENGINE, DUMPS, CRASH_POINTS, OUTBOUND, BUNDLE, JOB_CONTRACTS,
            STEP_RUNNER, RELIABLE_MESSAGING, COORDINATION, SERVICE_IDENTITY, INFRA_CHECKS),
    FILE_TRANSFER_SERVICE("file-transfer-service", "transfer", BUNDLE, OUTBOUND, JOB_CONTRACTS, STEP_RUNNER, CRASH_POINTS,
            RELIABLE_MESSAGING, COORDINATION, SERVICE_IDENTITY, HTTP_ANSWERS),
    VERIFICATION_SERVICE("verification-service", "verifying", PLATFORM, ENGINE, BUNDLE, JOB_CONTRACTS, STEP_RUNNER,
            RELIABLE_MESSAGING, COORDINATION, SERVICE_IDENTITY),
    TOKEN_SERVICE("token-service", "token", JOB_CONTRACTS, SERVICE_IDENTITY, AUDIT_TRAIL),
    CLI("cli", "cli", SQLITE, ENGINE, BUNDLE, JOB_CONTRACTS),
    STANDALONE("deploy/standalone", "standalone", GATEWAY, EXPORT_SERVICE, IMPORT_SERVICE, FILE_TRANSFER_SERVICE,
            VERIFICATION_SERVICE, TOKEN_SERVICE),
    LAUNCHER("deploy/launcher", "launcher", CLI, EMBEDDED_INFRA, TUKI, ENGINE, BUNDLE, JOB_CONTRACTS),
    BENCH("bench", "bench", EMBEDDED_INFRA, TUKI, DUMPS, ENGINE);

    static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private static final String BASE = "io.mudanza.";

    private final String folder;
    private final String name;
    private final Set<Module> known;

    Module(String folder, String name, Module... known) {
        this.folder = folder;
        this.name = name;
        this.known = Set.of(known);
    }

    /** The pattern of all its packages. */
    String packages() {
        return BASE + name + "..";
    }

    /** Whether it is one of the applications that talk only over HTTP and Kafka. */
    boolean isService() {
        return switch (this) {
            case GATEWAY, EXPORT_SERVICE, IMPORT_SERVICE, FILE_TRANSFER_SERVICE, VERIFICATION_SERVICE, TOKEN_SERVICE ->
                true;
            case CRASH_POINTS, BUNDLE, OUTBOUND, ENGINE, DUMPS, SQLITE, JOB_CONTRACTS, RELIABLE_MESSAGING, COORDINATION,
                    STEP_RUNNER, SERVICE_IDENTITY, PLATFORM, EMBEDDED_INFRA, TUKI, CLI, STANDALONE, LAUNCHER, AUDIT_TRAIL,
                    INFRA_CHECKS, BENCH, HTTP_ANSWERS -> false;
        };
    }

    /** Whether it must run without Quarkus. */
    boolean isPlainJava() {
        return switch (this) {
            case CRASH_POINTS, BUNDLE, OUTBOUND, ENGINE, DUMPS, SQLITE, JOB_CONTRACTS, EMBEDDED_INFRA, TUKI, CLI, LAUNCHER,
                    AUDIT_TRAIL, INFRA_CHECKS, BENCH -> true;
            case RELIABLE_MESSAGING, COORDINATION, STEP_RUNNER, SERVICE_IDENTITY, PLATFORM, GATEWAY, EXPORT_SERVICE,
                    IMPORT_SERVICE, FILE_TRANSFER_SERVICE, VERIFICATION_SERVICE, TOKEN_SERVICE, STANDALONE, HTTP_ANSWERS -> false;
        };
    }

    boolean mayKnow(Module other) {
        return other == this || known.contains(other);
    }

    /** The modules that it must not know, as package patterns. */
    String[] forbidden() {
        return Stream.of(values()).filter(other -> !mayKnow(other)).map(Module::packages).toArray(String[]::new);
    }

    Path folder() {
        return ROOT.resolve(folder);
    }

    Path classes() {
        return folder().resolve("target/classes");
    }

    boolean hasSources() {
        return Files.isDirectory(folder().resolve("src/main/java"));
    }
}
