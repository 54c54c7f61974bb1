package io.mudanza.embedded.postgres;

import io.mudanza.embedded.EmbeddedInfraException;
import io.mudanza.embedded.process.Cache;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL server on the class path (binaries of the Zonky project), unpacked once into the cache. */
final class BundledPostgres {
    private static final Pattern VERSION = Pattern.compile("-(\\d+)\\.(\\d+)\\.(\\d+)\\.jar");

    private BundledPostgres() {}

    static PostgresInstallation unpack() {
        String archive = "postgres-" + system() + "-" + architecture() + ".txz";
        URL resource = BundledPostgres.class.getResource("/" + archive);
        if (resource == null) {
            throw new EmbeddedInfraException("No PostgreSQL is installed on this machine and none is bundled for "
                    + system() + "-" + architecture()
                    + ". Install the PostgreSQL server (Debian: apt-get install postgresql).");
        }
        Matcher version = VERSION.matcher(resource.toString());
        boolean known = version.find();
        String name = "postgres-" + (known ? version.group(1) + "." + version.group(2) + "." + version.group(3)
                : "bundled");
        Path folder = Cache.folder(name, into -> extract(resource, into));
        return new PostgresInstallation(folder.resolve("bin"), known ? Integer.parseInt(version.group(1)) : 0);
    }

    private static void extract(URL archive, Path into) throws IOException {
        try (InputStream raw = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(raw))) {
            TarArchiveEntry entry;
            while ((entry = tar.getNextEntry()) != null) {
                Path file = into.resolve(entry.getName()).normalize();
                if (!file.startsWith(into)) {
                    throw new IOException("The archive names a file outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                    if ((entry.getMode() & 0100) != 0 && !file.toFile().setExecutable(true, false)) {
                        throw new IOException("Could not make executable: " + file);
                    }
                }
            }
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "darwin" : name.contains("win") ? "windows" : "linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("aarch64") || name.equals("arm64") ? "arm_64" : "x86_64";
    }
}
