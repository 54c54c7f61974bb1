package io.mudanza.verifying.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import com.dynatrace.hash4j.hashing.Hashing;

/** The keys of a store as 64-bit hashes: eight bytes a file. A dangling reference may be missed by chance, once in 2^64. */
final class KeySet {

    private long[] hashes = new long[1024];
    private int size;
    private boolean sorted;
    private BitSet used;

    void add(String key) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, size * 2);
        }
        hashes[size++] = hash(key);
        sorted = false;
    }

    boolean contains(String key) {
        return position(key) >= 0;
    }

    /** Notes that a row points to this file. @return false when there is no such file */
    boolean use(String key) {
        int position = position(key);
        if (position >= 0) {
            used.set(position);
        }
        return position >= 0;
    }

    long unused() {
        return used == null ? size : size - used.cardinality();
    }

    boolean isEmpty() {
        return size == 0;
    }

    private int position(String key) {
        if (!sorted) {
            Arrays.sort(hashes, 0, size);
            used = new BitSet(size);
            sorted = true;
        }
        return Arrays.binarySearch(hashes, 0, size, hash(key));
    }

    private static long hash(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return Hashing.xxh3_64().hashBytesToLong(bytes);
    }
}
