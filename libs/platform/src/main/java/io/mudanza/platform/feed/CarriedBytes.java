package io.mudanza.platform.feed;

import io.mudanza.bundle.part.Part;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parts that came with their lines and wait to be opened, at most {@value #MOST} bytes of them: the oldest go first, and
 * are asked for when they are opened. Thread-safe.
 */
final class CarriedBytes {

    private static final long MOST = 16L << 20;

    private final Map<Part, byte[]> waiting = new LinkedHashMap<>();
    private long size;

    synchronized void put(Part part, byte[] bytes) {
        if (bytes.length != part.storedBytes() || waiting.putIfAbsent(part, bytes) != null) {
            return;
        }
        size += bytes.length;
        Iterator<byte[]> oldest = waiting.values().iterator();
        while (size > MOST && oldest.hasNext()) {
            size -= oldest.next().length;
            oldest.remove();
        }
    }

    /** The bytes of a part, once; null when they are not here. */
    synchronized byte[] take(Part part) {
        byte[] bytes = waiting.remove(part);
        size -= bytes == null ? 0 : bytes.length;
        return bytes;
    }
}
