package io.mudanza.embedded.postgres;

import io.mudanza.embedded.EmbeddedInfraException;
import io.mudanza.embedded.process.Programs;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder with the programs of a PostgreSQL server.
 *
 * @param bin   folder with {@code initdb} and {@code postgres}
 * @param major version of the server, 0 when its folder does not tell
 */
public record PostgresInstallation(Path bin, int major) {
    private static final List<String> FOLDERS = List.of(
            "/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin",
            "/usr/local/opt/postgresql@*/bin", "/Library/PostgreSQL/*/bin");
    private static final Pattern MAJOR = Pattern.compile("(\\d+)(?:/bin)?$");

    /** Those of the machine, newest first: {@code $MUDANZA_POSTGRES_BIN}, the usual folders, then the PATH. */
    public static List<PostgresInstallation> installed() {
        List<PostgresInstallation> found = new ArrayList<>();
        FOLDERS.forEach(pattern -> matching(pattern).forEach(bin -> add(found, bin)));
        found.sort(Comparator.comparingInt(PostgresInstallation::major).reversed());
        Programs.find("postgres").ifPresent(program -> add(found, program.toAbsolutePath().getParent()));
        String chosen = System.getenv("MUDANZA_POSTGRES_BIN");
        if (chosen != null && !chosen.isBlank()) {
            if (!complete(Path.of(chosen))) {
                throw new EmbeddedInfraException(
                        "MUDANZA_POSTGRES_BIN=" + chosen
                                + " has no initdb and postgres. Name the bin folder of a server.");
            }
            found.addFirst(new PostgresInstallation(Path.of(chosen), majorOf(Path.of(chosen))));
        }
        return found;
    }

    /** The one to start: the newest of the machine, else the bundled one (which brings no {@code pg_dump}). */
    public static PostgresInstallation best() {
        List<PostgresInstallation> installed = installed();
        return installed.isEmpty() ? BundledPostgres.unpack() : installed.getFirst();
    }

    /** The one that can run a data folder made by this major version. */
    static PostgresInstallation forVersion(int major) {
        Optional<PostgresInstallation> installed =
                installed().stream().filter(one -> one.major == major).findFirst();
        if (installed.isPresent()) {
            return installed.get();
        }
        PostgresInstallation bundled = BundledPostgres.unpack();
        if (bundled.major == major) {
            return bundled;
        }
        throw new EmbeddedInfraException("The data folder was made by PostgreSQL " + major
                + ", which is not installed any more. Install it again, or move the folder away to begin anew.");
    }

    /** Its {@code pg_dump}; empty for the bundled binaries. */
    public Optional<Path> pgDump() {
        return Optional.of(bin.resolve("pg_dump")).filter(Files::isExecutable);
    }

    private static void add(List<PostgresInstallation> found, Path bin) {
        if (complete(bin) && found.stream().noneMatch(one -> one.bin.equals(bin))) {
            found.add(new PostgresInstallation(bin, majorOf(bin)));
        }
    }

    private static boolean complete(Path bin) {
        return Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("postgres"));
    }

    private static int majorOf(Path bin) {
        Matcher matcher = MAJOR.matcher(bin.toString());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private static List<Path> matching(String pattern) {
        int star = pattern.lastIndexOf('/', pattern.indexOf('*'));
        Path parent = Path.of(pattern.substring(0, star));
        String glob = pattern.substring(star + 1, pattern.indexOf('/', star + 1));
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, glob)) {
                children.forEach(child -> folders.add(child.resolve("bin")));
            } catch (IOException e) {
                throw new EmbeddedInfraException("Could not look for PostgreSQL in " + parent, e);
            }
        }
        return folders;
    }
}
