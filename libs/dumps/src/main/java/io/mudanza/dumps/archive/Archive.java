package io.mudanza.dumps.archive;

import io.mudanza.dumps.DumpFormat;
import java.io.IOException;
import java.io.InputStream;

/** An archive that is open. Not thread-safe. */
public interface Archive extends AutoCloseable {

    DumpFormat format();

    Toc toc();

    /**
     * Goes to the next entry with data, in whatever order is best; null after the last. Data of the one before is gone
     * then.
     *
     * @throws io.mudanza.dumps.DumpException DUMP_TRUNCATED when data of an entry is missing
     */
    TocEntry next() throws IOException;

    /** The data of the current entry, unpacked; of {@code BLOBS} that of its next large object, null after the last. */
    InputStream data() throws IOException;

    /** Which large object {@link #data()} is of. */
    long largeObject();

    @Override
    void close() throws IOException;
}
