package io.mudanza.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tokens that were good a moment ago, by a hash: no secret stays in memory. Bounded; safe for many threads. */
final class RecentTokens {

    private static final int MOST = 1000;

    private final long rememberedNanos;
    private final Map<String, Seen> seen = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    };

    RecentTokens(Duration remembered) {
        this.rememberedNanos = remembered.toNanos();
    }

    synchronized Optional<ActiveToken> find(String token, String address) {
        String key = key(token, address);
        Seen found = seen.get(key);
        if (found == null) {
            return Optional.empty();
        }
        if (System.nanoTime() - found.atNanos() > rememberedNanos) {
            seen.remove(key);
            return Optional.empty();
        }
        return Optional.of(found.token());
    }

    synchronized void remember(String token, String address, ActiveToken active) {
        seen.put(key(token, address), new Seen(active, System.nanoTime()));
    }

    private static String key(String token, String address) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(address.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private record Seen(ActiveToken token, long atNanos) {
    }
}
