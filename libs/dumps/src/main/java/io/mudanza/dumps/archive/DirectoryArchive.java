package io.mudanza.dumps.archive;

import io.mudanza.dumps.DumpCompression;
import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpFormat;
import io.mudanza.dumps.unpack.Unpacked;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A folder: {@code toc.dat}, a file for each table and for each large object. The largest first. */
public final class DirectoryArchive implements Archive {

    private static final int BUFFER = 128 << 10;
    private static final int MOST_LINES = 64 << 20;
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_]{1,80}\\.(dat|toc)");
    private static final Pattern LINE = Pattern.compile("([0-9]{1,10}) (blob_[0-9]{1,10}\\.dat)");

    /** A data file that is there. */
    private record DataFile(Path path, DumpCompression compression, long bytes) {}

    private final Path folder;
    private final Toc toc;
    private final Iterator<TocEntry> entries;
    private TocEntry entry;
    private Iterator<String> objects = List.<String>of().iterator();
    private long largeObject;
    private boolean taken;
    private InputStream open;

    /** @param limit bytes of all texts of the table of contents */
    public DirectoryArchive(Path folder, long limit) throws IOException {
        this.folder = folder;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(folder.resolve("toc.dat")), BUFFER)) {
            toc = new TocReader(in, false, limit).read();
        }
        List<TocEntry> withFile = new ArrayList<>();
        for (TocEntry each : toc.entries()) {
            if (each.data()) {
                find(each.file());
                withFile.add(each);
            }
        }
        withFile.sort(Comparator.comparingLong(this::bytes).reversed());
        entries = withFile.iterator();
    }

    @Override
    public DumpFormat format() {
        return DumpFormat.DIRECTORY;
    }

    @Override
    public Toc toc() {
        return toc;
    }

    @Override
    public TocEntry next() throws IOException {
        shut();
        taken = false;
        entry = entries.hasNext() ? entries.next() : null;
        if (entry != null && entry.type().equals("BLOBS")) {
            try (InputStream lines = open(find(entry.file()))) {
                byte[] text = lines.readNBytes(MOST_LINES);
                objects = new String(text, StandardCharsets.US_ASCII).lines().iterator();
            }
        }
        return entry;
    }

    @Override
    public InputStream data() throws IOException {
        shut();
        if (entry.type().equals("BLOBS")) {
            if (!objects.hasNext()) {
                return null;
            }
            Matcher line = LINE.matcher(objects.next());
            if (!line.matches()) {
                throw Numbers.corrupt();
            }
            largeObject = Long.parseLong(line.group(1));
            return open = open(find(line.group(2)));
        }
        if (taken) {
            return null;
        }
        taken = true;
        return open = open(find(entry.file()));
    }

    @Override
    public long largeObject() {
        return largeObject;
    }

    private long bytes(TocEntry each) {
        try {
            return find(each.file()).bytes();
        } catch (IOException e) {
            return 0;
        }
    }

    private DataFile find(String name) throws IOException {
        if (name == null || !FILE.matcher(name).matches()) {
            throw new DumpException(DumpException.Code.DUMP_CORRUPT,
                    "The table of contents of the dump names a data file that pg_dump would not. Copy or make it again.");
        }
        for (DumpCompression compression : DumpCompression.values()) {
            Path path = folder.resolve(name + suffix(compression));
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return new DataFile(path, compression, Files.size(path));
            }
        }
        throw new DumpException(DumpException.Code.DUMP_TRUNCATED,
                "The folder of the dump lacks the file " + name + ". Copy or make it again.");
    }

    private static String suffix(DumpCompression compression) {
        return switch (compression) {
            case NONE -> "";
            case GZIP -> ".gz";
            case ZSTD -> ".zst";
            case LZ4 -> ".lz4";
        };
    }

    private static InputStream open(DataFile file) throws IOException {
        return Unpacked.file(new BufferedInputStream(Files.newInputStream(file.path()), BUFFER), file.compression());
    }

    private void shut() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public void close() throws IOException {
        shut();
    }
}
