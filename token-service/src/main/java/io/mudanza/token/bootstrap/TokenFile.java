package io.mudanza.token.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file with one token, mode 0600 from its first byte on, replaced as a whole. */
final class TokenFile {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;

    TokenFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    /** What it holds; empty when it is not there. */
    String read() {
        try {
            return Files.exists(path) ? Files.readString(path, StandardCharsets.UTF_8).strip() : "";
        } catch (IOException e) {
            throw new UncheckedIOException("The admin token cannot be read from " + path
                    + ". Let the service's user read it, or delete the file", e);
        }
    }

    void write(String token) {
        try {
            Files.createDirectories(path.getParent());
            Path fresh = Files.createTempFile(path.getParent(), ".token", null, OWNER_ONLY);
            Files.writeString(fresh, token + "\n", StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The admin token cannot be written to " + path
                    + ". Let the service's user write there, or set mudanza.token.bootstrap-file", e);
        }
    }
}
