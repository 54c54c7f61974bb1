package io.mudanza.engine.connect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The password file of libpq: {@code PGPASSFILE}, else {@code ~/.pgpass}. */
final class PasswordFile {

    private static final Logger LOGGER = LoggerFactory.getLogger(PasswordFile.class);

    private PasswordFile() {}

    /** The password of the first line that fits; null when there is none. */
    static String find(String host, int port, String database, String user) {
        String named = System.getenv("PGPASSFILE");
        Path file = named != null && !named.isEmpty() ? Path.of(named) : Path.of(System.getProperty("user.home"), ".pgpass");
        return find(file, host, port, database, user);
    }

    static String find(Path file, String host, int port, String database, String user) {
        try {
            if (!Files.isRegularFile(file) || !isPrivate(file)) {
                return null;
            }
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                List<String> fields = line.startsWith("#") ? List.of() : fields(line);
                if (fields.size() >= 5 && fits(fields.get(0), host) && fits(fields.get(1), Integer.toString(port))
                        && fits(fields.get(2), database) && fits(fields.get(3), user)) {
                    return fields.get(4);
                }
            }
        } catch (IOException e) {
            LOGGER.warn("The password file {} cannot be read.", file);
        }
        return null;
    }

    private static boolean fits(String pattern, String value) {
        return pattern.equals("*") || pattern.equals(value);
    }

    private static boolean isPrivate(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, new LinkOption[0]);
        boolean others = permissions.stream().anyMatch(p -> !p.name().startsWith("OWNER_"));
        if (others) {
            LOGGER.warn("The password file {} is ignored because others may read it: chmod 600 it.", file);
        }
        return !others;
    }

    /** Colons and backslashes within a field are escaped with a backslash. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (c == ':' && fields.size() < 4) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
