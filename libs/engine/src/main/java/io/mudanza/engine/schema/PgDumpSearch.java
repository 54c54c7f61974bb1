package io.mudanza.engine.schema;

import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for pg_dump where packages put it; the newest that is found serves, for it reads every older server. */
final class PgDumpSearch {

    private static final Pattern VERSION = Pattern.compile("pg_dump \\(PostgreSQL\\) (\\d+)(\\S*).*", Pattern.DOTALL);

    private static final List<String> FOLDERS_WITH_VERSIONS =
            List.of("/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/Library/PostgreSQL");
    private static final List<String> FOLDERS = List.of(
            "/usr/bin", "/usr/local/bin", "/usr/local/pgsql/bin", "/usr/pgsql/bin", "/opt/homebrew/bin");

    private PgDumpSearch() {}

    static PgDump find(String setting, int serverMajor) throws EngineException, InterruptedException {
        List<PgDump> found = new ArrayList<>();
        for (Path candidate : setting == null || setting.isBlank() ? candidates() : List.of(Path.of(setting))) {
            ask(candidate).ifPresent(found::add);
        }
        PgDump newest = found.stream().max(Comparator.comparingInt(PgDump::major)).orElse(null);
        if (newest == null) {
            throw new EngineException(
                    Code.PG_DUMP_MISSING,
                    (setting == null || setting.isBlank()
                                    ? "pg_dump was not found on this machine."
                                    : "There is no working pg_dump at " + setting + ".")
                            + " Install it with: " + installCommand(serverMajor)
                            + " - or name its path in the setting mudanza.pg-dump.");
        }
        if (newest.major() < serverMajor) {
            throw new EngineException(
                    Code.PG_DUMP_TOO_OLD,
                    "The server is PostgreSQL " + serverMajor + ", but the newest pg_dump found is " + newest.version()
                            + " (" + newest.program() + "). Install a newer one with: " + installCommand(serverMajor)
                            + " - or name its path in the setting mudanza.pg-dump.");
        }
        return newest;
    }

    static String installCommand(int serverMajor) {
        if (System.getProperty("os.name", "").startsWith("Mac")) {
            return "brew install libpq";
        }
        if (Files.exists(Path.of("/etc/redhat-release"))) {
            return "sudo dnf install postgresql" + serverMajor;
        }
        if (Files.exists(Path.of("/etc/alpine-release"))) {
            return "sudo apk add postgresql" + serverMajor + "-client";
        }
        return "sudo apt-get install postgresql-client-" + serverMajor;
    }

    private static Set<Path> candidates() {
        Set<Path> candidates = new LinkedHashSet<>();
        String path = System.getenv("PATH");
        for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                candidates.add(Path.of(folder, "pg_dump"));
            }
        }
        for (String parent : FOLDERS_WITH_VERSIONS) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(Path.of(parent))) {
                versions.forEach(version -> candidates.add(version.resolve("bin/pg_dump")));
            } catch (IOException e) {
                // Not this kind of system: the folder is one of several places to look.
                continue;
            }
        }
        FOLDERS.forEach(folder -> candidates.add(Path.of(folder, "pg_dump")));
        for (int major = 12; major <= 30; major++) {
            candidates.add(Path.of("/usr/pgsql-" + major + "/bin/pg_dump"));
        }
        candidates.removeIf(candidate -> !Files.isExecutable(candidate));
        return candidates;
    }

    private static Optional<PgDump> ask(Path candidate) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(candidate.toString(), "--version").redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            String answer = new String(process.getInputStream().readNBytes(1000), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            Matcher matcher = VERSION.matcher(answer.strip());
            return matcher.matches()
                    ? Optional.of(new PgDump(
                            candidate, Integer.parseInt(matcher.group(1)), matcher.group(1) + matcher.group(2)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
