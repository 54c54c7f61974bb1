package io.mudanza.dumps.archive;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpFormat;
import io.mudanza.dumps.unpack.Unpacked;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** One file: table of contents, then a block for each entry with data. The largest first where the file can be sought. */
public final class CustomArchive implements Archive {

    private static final int BUFFER = 128 << 10;
    private static final int ROWS = 1;
    private static final int LARGE_OBJECTS = 3;

    private final Toc toc;
    private final FileChannel channel;
    private final InputStream file;
    private final Map<Integer, TocEntry> missing = new HashMap<>();
    private final Iterator<TocEntry> planned;
    private InputStream in;
    private TocEntry entry;
    private DataBlock block;
    private long largeObject;
    private boolean exhausted = true;

    /**
     * @param channel the same file, to be sought; null where there is only a stream
     * @param limit   bytes of all texts of the table of contents
     */
    public CustomArchive(InputStream stream, FileChannel channel, long limit) throws IOException {
        this.file = stream;
        this.channel = channel;
        this.in = new BufferedInputStream(stream, BUFFER);
        this.toc = new TocReader(in, true, limit).read();
        toc.entries().stream().filter(TocEntry::data).forEach(each -> missing.put(each.id(), each));
        boolean known = missing.values().stream().allMatch(each -> each.offset() > 0);
        this.planned = channel != null && known ? largestFirst(channel.size()).iterator() : null;
    }

    private List<TocEntry> largestFirst(long size) {
        List<TocEntry> entries = new ArrayList<>(missing.values());
        entries.sort(Comparator.comparingLong(TocEntry::offset).reversed());
        Map<Integer, Long> lengths = new HashMap<>();
        long end = size;
        for (TocEntry each : entries) {
            lengths.put(each.id(), end - each.offset());
            end = each.offset();
        }
        entries.sort(Comparator.comparingLong((TocEntry each) -> lengths.get(each.id())).reversed());
        return entries;
    }

    @Override
    public DumpFormat format() {
        return DumpFormat.CUSTOM;
    }

    @Override
    public Toc toc() {
        return toc;
    }

    @Override
    public TocEntry next() throws IOException {
        int type;
        if (planned != null) {
            if (!planned.hasNext()) {
                return entry = null;
            }
            TocEntry wanted = planned.next();
            if (wanted.offset() < 0) {
                throw Numbers.corrupt();
            }
            if (wanted.offset() >= channel.size()) {
                throw Numbers.truncated();
            }
            channel.position(wanted.offset());
            in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
            type = Numbers.octet(in);
        } else {
            leave();
            type = in.read();
            if (type < 0) {
                if (!missing.isEmpty()) {
                    throw Numbers.truncated();
                }
                return entry = null;
            }
        }
        TocEntry found = missing.remove(toc.numbers().number(in));
        if (found == null || type != ROWS && type != LARGE_OBJECTS) {
            throw Numbers.corrupt();
        }
        block = type == ROWS ? new DataBlock(in, toc.numbers()) : null;
        exhausted = false;
        return entry = found;
    }

    /** Where it cannot be sought, what nobody wanted has to be read all the same. */
    private void leave() throws IOException {
        if (entry == null) {
            return;
        }
        if (block != null) {
            block.drain();
        }
        while (isLargeObjects() && !exhausted) {
            data();
        }
    }

    private boolean isLargeObjects() {
        return entry.type().equals("BLOBS");
    }

    @Override
    public InputStream data() throws IOException {
        if (isLargeObjects()) {
            if (block != null) {
                block.drain();
            }
            largeObject = exhausted ? 0 : Integer.toUnsignedLong(oid());
            exhausted = largeObject == 0;
            block = exhausted ? null : new DataBlock(in, toc.numbers());
        } else if (exhausted) {
            return null;
        }
        exhausted |= !isLargeObjects();
        return block == null ? null : unpacked(block);
    }

    /** Identities of objects use all 32 bits, which the sign of a number does not hold. */
    private int oid() throws IOException {
        int sign = Numbers.octet(in);
        long value = 0;
        for (int i = 0; i < toc.numbers().intSize(); i++) {
            value |= (long) Numbers.octet(in) << 8 * i;
        }
        return (int) (sign == 0 ? value : -value);
    }

    /** An entry without a single byte is not even packed. */
    private InputStream unpacked(InputStream packed) throws IOException {
        PushbackInputStream first = new PushbackInputStream(packed, 1);
        int octet = first.read();
        if (octet < 0) {
            return new ByteArrayInputStream(new byte[0]);
        }
        first.unread(octet);
        try {
            return Unpacked.entry(first, toc.compression());
        } catch (DumpException e) {
            throw e;
        }
    }

    @Override
    public long largeObject() {
        return largeObject;
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (channel != null) {
            channel.close();
        }
    }
}
