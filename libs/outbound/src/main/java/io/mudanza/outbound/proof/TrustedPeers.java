package io.mudanza.outbound.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of peers that the operator has compared: a file with lines {@code node.example.org[:8443] = KEY}, where KEY is
 * an Ed25519 public key in X.509 form, base64, as {@code /.well-known/mudanza-node} shows it. Read anew whenever it has
 * changed. Thread-safe.
 */
public final class TrustedPeers {

    private static final Pattern LINE =
            Pattern.compile("\\s*([A-Za-z0-9.:\\[\\]-]{1,253})\\s*=\\s*([A-Za-z0-9+/]{59}=)\\s*");

    private final Optional<Path> file;
    private Object version = "";
    private Map<String, String> keys = Map.of();

    /** @throws IOException when the file is there and cannot be read */
    public TrustedPeers(Optional<Path> file) throws IOException {
        this.file = file;
        refresh();
    }

    /** The key of a peer by its name, or its host and port; empty when the operator named none. */
    public synchronized Optional<String> key(String name) throws IOException {
        refresh();
        return Optional.ofNullable(keys.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether the operator has written this key down under any name. */
    public synchronized boolean knows(String publicKey) throws IOException {
        refresh();
        return keys.containsValue(publicKey);
    }

    private void refresh() throws IOException {
        if (file.isEmpty()) {
            return;
        }
        Object now = Files.getLastModifiedTime(file.get()) + " " + Files.size(file.get());
        if (!now.equals(version)) {
            keys = read(file.get());
            version = now;
        }
    }

    private static Map<String, String> read(Path file) throws IOException {
        Map<String, String> read = new HashMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher matcher = LINE.matcher(line);
            if (!matcher.matches() || Base64.getDecoder().decode(matcher.group(2)).length != 44) {
                throw new IOException("line " + (i + 1) + " of " + file + " is not written as host = KEY, where KEY is "
                        + "an Ed25519 public key in X.509 form, base64");
            }
            read.put(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2));
        }
        return Map.copyOf(read);
    }
}
