package io.mudanza.dumps.source;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A dump that can be read: a file, a folder, or a stream. What it is, is found out by its bytes, never by its name.
 *
 * @param name   for people; no path
 * @param path   file or folder; null for a stream
 * @param stream the bytes; null for a file or folder
 */
public record DumpSource(String name, Path path, InputStream stream) implements AutoCloseable {

    /**
     * A file (plain, custom or tar; also packed with gzip, zstd or lz4) or the folder of a directory dump. May be read
     * several times, and the data of archives is read where it lies.
     *
     * @throws DumpException NO_DUMP when there is no such file
     */
    public static DumpSource open(Path path) throws DumpException {
        if (!Files.isReadable(path)) {
            throw new DumpException(
                    DumpException.Code.NO_DUMP, "There is no dump " + path.getFileName() + " that can be read.");
        }
        return new DumpSource(path.getFileName().toString(), path, null);
    }

    /** A stream of the same, except for folders. It is read once: by an inspection or by a restore. */
    public static DumpSource open(InputStream stream, String name) {
        return new DumpSource(name, null, stream);
    }

    /**
     * Begins to read it.
     *
     * @throws DumpException NO_DUMP, DUMP_FORMAT_UNKNOWN, DUMP_TRUNCATED, DUMP_CORRUPT
     */
    public DumpReader read(DumpLimits limits) throws IOException {
        return DumpOpening.read(this, limits);
    }

    /** Whether it may be read again. */
    public boolean repeatable() {
        return path != null;
    }

    /** Closes the stream, if it is one. */
    @Override
    public void close() throws IOException {
        if (stream != null) {
            stream.close();
        }
    }
}
