package io.mudanza.dumps.archive;

import io.mudanza.dumps.DumpCompression;
import io.mudanza.dumps.DumpException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads head and table of contents of the versions 1.12 (PostgreSQL 9.0) to 1.16 (PostgreSQL 18). */
public final class TocReader {

    /** How every archive and every {@code toc.dat} begins. */
    public static final byte[] MAGIC = "PGDMP".getBytes(StandardCharsets.US_ASCII);

    private static final int OLDEST = 12;
    private static final int ACCESS_METHODS = 14;
    private static final int ALGORITHMS = 15;
    private static final int KINDS = 16;
    private static final int MOST_ENTRIES = 5_000_000;
    private static final int CUSTOM = 1;
    private static final int TAR = 3;
    private static final int DIRECTORY = 5;
    private static final byte[] NONE = {};

    private final InputStream in;
    private final boolean custom;
    private long left;
    private Numbers numbers;
    private int minor;

    /**
     * @param custom whether it is the head of a custom archive, not a {@code toc.dat}
     * @param limit  bytes of all texts together
     */
    public TocReader(InputStream in, boolean custom, long limit) {
        this.in = in;
        this.custom = custom;
        this.left = limit;
    }

    /** Reads up to the end of the table; the data of a custom archive follows. */
    public Toc read() throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new DumpException(DumpException.Code.NO_DUMP, "The file is no archive of pg_dump.");
        }
        int major = Numbers.octet(in);
        minor = Numbers.octet(in);
        Numbers.octet(in);
        if (major != 1 || minor < OLDEST || minor > KINDS) {
            throw new DumpException(DumpException.Code.DUMP_FORMAT_UNKNOWN, "The archive has the format version " + major
                    + "." + minor + "; 1.12 to 1.16 are read. Convert it with its own pg_restore -f to plain SQL.");
        }
        numbers = new Numbers(Numbers.octet(in), Numbers.octet(in));
        if (numbers.intSize() < 4 || numbers.intSize() > 8 || numbers.offsetSize() < 4 || numbers.offsetSize() > 8) {
            throw Numbers.corrupt();
        }
        int format = Numbers.octet(in);
        if (custom ? format != CUSTOM : format != TAR && format != DIRECTORY) {
            throw new DumpException(DumpException.Code.DUMP_FORMAT_UNKNOWN,
                    "The archive says that it has another format than its file has. Is it part of a folder?");
        }
        DumpCompression compression = compression();
        for (int i = 0; i < 7; i++) {
            number();
        }
        String database = name();
        String server = name();
        String dump = name();
        int count = number();
        if (count < 0 || count > MOST_ENTRIES) {
            throw Numbers.corrupt();
        }
        List<TocEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry());
        }
        return new Toc("1." + minor, compression, database, server, dump, numbers, entries);
    }

    private DumpCompression compression() throws IOException {
        if (minor < ALGORITHMS) {
            return number() == 0 ? DumpCompression.NONE : DumpCompression.GZIP;
        }
        int algorithm = Numbers.octet(in);
        return switch (algorithm) {
            case 0 -> DumpCompression.NONE;
            case 1 -> DumpCompression.GZIP;
            case 2 -> DumpCompression.LZ4;
            case 3 -> DumpCompression.ZSTD;
            default -> throw new DumpException(DumpException.Code.DUMP_FORMAT_UNKNOWN, "The archive is packed by method "
                    + algorithm + "; none, gzip, lz4 and zstd are read.");
        };
    }

    private TocEntry entry() throws IOException {
        int id = number();
        boolean data = number() != 0;
        text();
        text();
        byte[] tag = orNone(text());
        String type = new String(orNone(text()), StandardCharsets.UTF_8);
        int section = number();
        byte[] sql = orNone(text());
        text();
        byte[] copy = orNone(text());
        byte[] schema = orNone(text());
        text();
        if (minor >= ACCESS_METHODS) {
            text();
        }
        if (minor >= KINDS) {
            number();
        }
        text();
        if ("true".equals(name())) {
            throw new DumpException(DumpException.Code.DUMP_FORMAT_UNKNOWN,
                    "The dump has tables WITH OIDS, which no supported server has any more.");
        }
        while (text() != null) {
            // What it depends on: the order of the entries says it as well.
        }
        long offset = custom ? numbers.offset(in) : -1;
        String file = custom ? null : name();
        if (id <= 0) {
            throw Numbers.corrupt();
        }
        return new TocEntry(id, data, tag, type, section, sql, copy, schema, offset,
                file == null || file.isEmpty() ? null : file);
    }

    private static byte[] orNone(byte[] text) {
        return text == null ? NONE : text;
    }

    private int number() throws IOException {
        return numbers.number(in);
    }

    private byte[] text() throws IOException {
        byte[] text = numbers.text(in, left);
        left -= text == null ? 0 : text.length;
        return text;
    }

    private String name() throws IOException {
        byte[] text = text();
        return text == null ? null : new String(text, StandardCharsets.UTF_8);
    }
}
