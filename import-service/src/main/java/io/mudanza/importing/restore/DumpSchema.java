package io.mudanza.importing.restore;

import io.mudanza.dumps.DumpCompression;
import io.mudanza.dumps.archive.Archive;
import io.mudanza.dumps.archive.CustomArchive;
import io.mudanza.dumps.archive.DirectoryArchive;
import io.mudanza.dumps.archive.TarArchive;
import io.mudanza.dumps.archive.TocEntry;
import io.mudanza.dumps.unpack.Unpacked;
import io.mudanza.engine.schema.SchemaTexts;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The schema that a dump says it has, as pg_dump would write it: the text of a plain dump without its rows, or the entries
 * of an archive. It is held against what the scratch database shows; none of it is ever run.
 */
final class DumpSchema {

    private static final int LARGEST = 64 << 20;
    private static final int LINE_HEAD = 4096;
    private static final int LOOK = 512;
    private static final int TAR_MAGIC = 257;

    private DumpSchema() {}

    /** Null when the dump was not written by pg_dump, or has a schema beyond all measure. */
    static SchemaTexts of(Path dump) throws IOException {
        if (Files.isDirectory(dump)) {
            try (DirectoryArchive archive = new DirectoryArchive(dump, LARGEST)) {
                return read(archive);
            }
        }
        try (InputStream file = Files.newInputStream(dump)) {
            BufferedInputStream packed = new BufferedInputStream(file, 1 << 16);
            DumpCompression compression = Unpacked.of(head(packed));
            BufferedInputStream in = compression == DumpCompression.NONE
                    ? packed : new BufferedInputStream(Unpacked.file(packed, compression), 1 << 16);
            byte[] head = head(in);
            if (starts(head, 0, "PGDMP")) {
                try (CustomArchive archive = new CustomArchive(in, null, LARGEST)) {
                    return read(archive);
                }
            }
            if (starts(head, TAR_MAGIC, "ustar")) {
                try (TarArchive archive = new TarArchive(in, LARGEST)) {
                    return read(archive);
                }
            }
            return read(in);
        }
    }

    private static byte[] head(BufferedInputStream in) throws IOException {
        in.mark(LOOK);
        byte[] head = in.readNBytes(LOOK);
        in.reset();
        return head;
    }

    private static boolean starts(byte[] head, int at, String magic) {
        return head.length >= at + magic.length()
                && new String(head, at, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
    }

    private static SchemaTexts read(Archive archive) {
        StringBuilder schema = new StringBuilder();
        for (TocEntry entry : archive.toc().entries()) {
            if (entry.sql().length > 0 && !entry.data()) {
                String namespace = line(entry.schema());
                schema.append("--\n-- Name: ").append(line(entry.tag())).append("; Type: ").append(entry.type())
                        .append("; Schema: ").append(namespace.isEmpty() ? "-" : namespace).append("; Owner: \n--\n\n")
                        .append(new String(entry.sql(), StandardCharsets.UTF_8)).append("\n");
            }
            if (schema.length() > LARGEST) {
                return null;
            }
        }
        return new SchemaTexts(schema.toString(), "");
    }

    private static String line(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).replaceAll("[\\r\\n]", " ");
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
