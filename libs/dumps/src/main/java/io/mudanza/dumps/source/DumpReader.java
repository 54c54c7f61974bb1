package io.mudanza.dumps.source;

import io.mudanza.dumps.sql.ObjectName;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/** A dump that is being read, from its beginning to its end. Not thread-safe. */
public interface DumpReader extends AutoCloseable {

    /** What it says of itself; of a plain dump only as far as it was read. */
    DumpFacts facts();

    /**
     * Tables whose rows will come, as far as that is known. Their statements for after the rows may then come before
     * them, so that an index can be built while other tables are still being read.
     */
    List<ObjectName> announced();

    /** What comes next; null when the dump has ended as it should. */
    DumpItem next() throws IOException;

    /** How texts are encoded from here on. */
    void charset(Charset charset);

    /** Whether a backslash in a string without E is a backslash, from here on. */
    void standardStrings(boolean standard);

    /** Bytes read so far, unpacked. */
    long position();

    @Override
    void close() throws IOException;
}
