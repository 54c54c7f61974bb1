package io.mudanza.dumps.archive;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tar of {@code toc.dat} and the data files, read from its beginning to its end. */
public final class TarArchive implements Archive {

    private static final int BUFFER = 128 << 10;
    private static final Pattern OBJECT = Pattern.compile("blob_([0-9]{1,10})\\.dat");
    private static final Pattern IGNORED = Pattern.compile("restore\\.sql|blobs(_[0-9]+)?\\.toc");

    private final InputStream in;
    private final TarMembers members;
    private final Toc toc;
    private final Map<String, TocEntry> missing = new HashMap<>();
    private final TocEntry objects;
    private TocEntry entry;
    private String ahead;
    private boolean ended;
    private long largeObject;

    /** @param limit bytes of all texts of the table of contents */
    public TarArchive(InputStream stream, long limit) throws IOException {
        in = new BufferedInputStream(stream, BUFFER);
        members = new TarMembers(in);
        if (!"toc.dat".equals(members.next())) {
            throw new DumpException(DumpException.Code.NO_DUMP,
                    "The tar does not begin with toc.dat: it is no dump. An archive with a dump in it is another thing.");
        }
        toc = new TocReader(members.contents(), false, limit).read();
        TocEntry blobs = null;
        for (TocEntry each : toc.entries()) {
            if (each.data() && each.type().equals("BLOBS")) {
                blobs = each;
            } else if (each.data()) {
                missing.put(String.valueOf(each.file()), each);
            }
        }
        objects = blobs;
    }

    @Override
    public DumpFormat format() {
        return DumpFormat.TAR;
    }

    @Override
    public Toc toc() {
        return toc;
    }

    @Override
    public TocEntry next() throws IOException {
        for (String name = member(); name != null; name = member()) {
            if (OBJECT.matcher(name).matches() && objects != null) {
                ahead = name;
                return entry = objects;
            }
            TocEntry found = missing.remove(name);
            if (found != null) {
                ahead = name;
                return entry = found;
            }
            if (!IGNORED.matcher(name).matches()) {
                throw Numbers.corrupt();
            }
        }
        if (!missing.isEmpty()) {
            throw Numbers.truncated();
        }
        return entry = null;
    }

    private String member() throws IOException {
        if (ended) {
            return null;
        }
        String name = ahead == null ? members.next() : ahead;
        ahead = null;
        ended = name == null;
        return name;
    }

    @Override
    public InputStream data() throws IOException {
        if (entry != objects) {
            if (ahead == null) {
                return null;
            }
            ahead = null;
            return members.contents();
        }
        String name = member();
        Matcher object = name == null ? null : OBJECT.matcher(name);
        if (object == null || !object.matches()) {
            ahead = name;
            return null;
        }
        largeObject = Long.parseLong(object.group(1));
        return members.contents();
    }

    @Override
    public long largeObject() {
        return largeObject;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
