package io.mudanza.launcher.supervise;

import java.nio.file.Path;
import java.util.List;

/** The services of a node: where each is built, and how much memory it gets when it runs apart. */
enum ServiceKind {
    TOKEN("token", "token-service", 96, true),
    EXPORTING("exporting", "export-service", 224, false),
    IMPORTING("importing", "import-service", 224, false),
    TRANSFER("transfer", "file-transfer-service", 192, false),
    VERIFYING("verifying", "verification-service", 192, false),
    GATEWAY("gateway", "gateway", 160, true);

    private final String setting;
    private final String module;
    private final int heapMegabytes;
    private final boolean control;

    ServiceKind(String setting, String module, int heapMegabytes, boolean control) {
        this.setting = setting;
        this.module = module;
        this.heapMegabytes = heapMegabytes;
        this.control = control;
    }

    /** Its name in {@code mudanza.services.<name>-url}. */
    String setting() {
        return setting;
    }

    /** Its name for people: the module. */
    String module() {
        return module;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /** It moves no data: quick to start is better than fast after minutes. */
    boolean control() {
        return control;
    }

    static List<ServiceKind> all() {
        return List.of(values());
    }

    Path application(Path home) {
        return home.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
