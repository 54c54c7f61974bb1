package io.mudanza.dumps.testing;

import com.github.luben.zstd.Zstd;
import io.mudanza.dumps.DumpCompression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;

/**
 * Writes a custom archive of the pg_dump 15 of this machine (version 1.14, not compressed) again, as the ones of PostgreSQL 16
 * (1.15) and 17 or 18 (1.16) write it: with the algorithm in its head, and with the kind of the relation in each entry.
 */
public final class LaterArchive {

    private static final int INT = 5;
    private static final int FORMAT = 10;
    private static final int DATES = 7;

    private final byte[] from;
    private final int minor;
    private final DumpCompression compression;
    private final ByteArrayOutputStream to = new ByteArrayOutputStream();
    private final List<Place> places = new ArrayList<>();
    private int at;

    /** Where in the new archive the place of the data of an entry stands. */
    private record Place(int id, int at) {}

    private LaterArchive(byte[] from, int minor, DumpCompression compression) {
        this.from = from;
        this.minor = minor;
        this.compression = compression;
    }

    /** @param archive of {@code pg_dump -Fc -Z0} */
    public static byte[] of(byte[] archive, int minor, DumpCompression compression) {
        return new LaterArchive(archive, minor, compression).write();
    }

    private byte[] write() {
        copy(6);
        at++;
        to.write(minor);
        copy(FORMAT + 1 - 7);
        if (from[6] != 14 || from[8] != 4 || from[9] != 8 || number() != 0) {
            throw new IllegalArgumentException("The archive is not of version 1.14 without compression.");
        }
        to.write(switch (compression) {
            case NONE -> 0;
            case GZIP -> 1;
            case LZ4 -> 2;
            case ZSTD -> 3;
        });
        copy(DATES * INT);
        text();
        text();
        text();
        int entries = peek();
        copy(INT);
        for (int i = 0; i < entries; i++) {
            entry();
        }
        byte[] result = to.toByteArray();
        List<int[]> found = new ArrayList<>();
        while (at < from.length) {
            data(found);
        }
        byte[] whole = to.toByteArray();
        System.arraycopy(result, 0, whole, 0, result.length);
        for (Place place : places) {
            for (int[] one : found) {
                if (one[0] == place.id()) {
                    for (int i = 0; i < 8; i++) {
                        whole[place.at() + i] = (byte) ((long) one[1] >> 8 * i);
                    }
                }
            }
        }
        return whole;
    }

    private void entry() {
        int id = peek();
        copy(2 * INT);
        for (int i = 0; i < 4; i++) {
            text();
        }
        copy(INT);
        for (int i = 0; i < 6; i++) {
            // Definition, drop, COPY, schema, tablespace, access method.
            text();
        }
        if (minor >= 16) {
            put('r');
        }
        text();
        text();
        while (text()) {
            // Its dependencies.
        }
        copy(1);
        places.add(new Place(id, to.size()));
        copy(8);
    }

    private void data(List<int[]> found) {
        int type = from[at];
        int start = to.size();
        copy(1);
        found.add(new int[] {peek(), start});
        copy(INT);
        if (type == 1) {
            block();
            return;
        }
        while (peek() != 0) {
            copy(INT);
            block();
        }
        copy(INT);
    }

    private void block() {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int length = number(); length != 0; length = number()) {
            plain.write(from, at, length);
            at += length;
        }
        if (plain.size() > 0) {
            byte[] packed = packed(plain.toByteArray());
            put(packed.length);
            to.writeBytes(packed);
        }
        put(0);
    }

    private byte[] packed(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            switch (compression) {
                case NONE -> out.write(plain);
                case ZSTD -> out.write(Zstd.compress(plain));
                case GZIP -> write(new DeflaterOutputStream(out), plain);
                case LZ4 -> write(new LZ4FrameOutputStream(out), plain);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(OutputStream packing, byte[] plain) throws IOException {
        try (packing) {
            packing.write(plain);
        }
    }

    private void copy(int count) {
        to.write(from, at, count);
        at += count;
    }

    /** False for the text that is none. */
    private boolean text() {
        int length = peek();
        copy(INT + Math.max(0, length));
        return length >= 0;
    }

    private void put(int value) {
        to.write(value < 0 ? 1 : 0);
        for (int i = 0; i < 4; i++) {
            to.write(Math.abs(value) >> 8 * i);
        }
    }

    private int number() {
        int value = peek();
        at += INT;
        return value;
    }

    private int peek() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value |= (from[at + 1 + i] & 0xff) << 8 * i;
        }
        return from[at] == 0 ? value : -value;
    }
}
