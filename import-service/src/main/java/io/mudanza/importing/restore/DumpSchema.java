package io.mudanza.importing.restore;

import io.mudanza.engine.schema.SchemaTexts;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The schema that a plain dump says it has: its text without its rows, to be held against what the scratch database shows.
 * Of other forms nothing is known here, and the schemas are then not compared.
 */
final class DumpSchema {

    private static final int LARGEST = 64 << 20;
    private static final int LINE_HEAD = 4096;

    private DumpSchema() {}

    /** Null when the dump is not plain, packed in a way that is not read here, or has a schema beyond all measure. */
    static SchemaTexts of(Path dump) throws IOException {
        if (!Files.isRegularFile(dump)) {
            return null;
        }
        try (InputStream in = opened(dump)) {
            return in == null ? null : read(in);
        }
    }

    private static InputStream opened(Path dump) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(dump), 1 << 16);
        raw.mark(8);
        byte[] magic = raw.readNBytes(5);
        raw.reset();
        if (magic.length > 1 && (magic[0] & 0xff) == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return new BufferedInputStream(new GZIPInputStream(raw, 1 << 16), 1 << 16);
        }
        boolean text = magic.length > 1 && (magic[0] == '-' || magic[0] == '\n' || magic[0] == 'S' || magic[0] == '\\');
        if (!text) {
            raw.close();
            return null;
        }
        return raw;
    }

    private static SchemaTexts read(InputStream in) throws IOException {
        StringBuilder schema = new StringBuilder();
        LineBuffer line = new LineBuffer(LINE_HEAD);
        boolean rows = false;
        while (line.next(in)) {
            if (rows) {
                rows = !line.is("\\.");
            } else if (line.starts("COPY ") && line.ends(" FROM stdin;")) {
                rows = true;
            } else if (!line.starts("INSERT INTO ")) {
                schema.append(new String(line.whole(in), StandardCharsets.UTF_8)).append('\n');
                if (schema.length() > LARGEST) {
                    return null;
                }
            }
        }
        return schema.indexOf("-- PostgreSQL database dump") < 0 ? null : new SchemaTexts(schema.toString(), "");
    }
}
