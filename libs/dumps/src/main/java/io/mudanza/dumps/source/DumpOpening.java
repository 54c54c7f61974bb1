package io.mudanza.dumps.source;

import io.mudanza.dumps.DumpCompression;
import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpLimits;
import io.mudanza.dumps.archive.CustomArchive;
import io.mudanza.dumps.archive.DirectoryArchive;
import io.mudanza.dumps.archive.TarArchive;
import io.mudanza.dumps.archive.TocReader;
import io.mudanza.dumps.unpack.Unpacked;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/** Finds out by the first bytes what a dump is. */
final class DumpOpening {

    private static final int LOOK = 1024;
    private static final int BUFFER = 256 << 10;
    private static final int TAR_MAGIC = 257;
    private static final byte[] USTAR = "ustar".getBytes(StandardCharsets.US_ASCII);

    private DumpOpening() {}

    static DumpReader read(DumpSource source, DumpLimits limits) throws IOException {
        if (source.path() == null) {
            return stream(source.stream(), null, limits);
        }
        if (Files.isDirectory(source.path())) {
            if (!Files.isRegularFile(source.path().resolve("toc.dat"))) {
                throw new DumpException(DumpException.Code.NO_DUMP,
                        "The folder " + source.name() + " has no toc.dat: it is no dump of pg_dump -Fd.");
            }
            return new ArchiveReader(new DirectoryArchive(source.path(), limits.schemaBytes()), limits);
        }
        FileChannel channel = FileChannel.open(source.path());
        try {
            return stream(Channels.newInputStream(channel), channel, limits);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static DumpReader stream(InputStream packed, FileChannel channel, DumpLimits limits) throws IOException {
        BufferedInputStream outside = new BufferedInputStream(packed, BUFFER);
        DumpCompression compression = Unpacked.of(head(outside));
        BufferedInputStream in = compression == DumpCompression.NONE
                ? outside
                : new BufferedInputStream(Unpacked.file(outside, compression), BUFFER);
        byte[] head = head(in);
        if (begins(head, 0, TocReader.MAGIC)) {
            boolean sought = channel != null && compression == DumpCompression.NONE;
            return new ArchiveReader(new CustomArchive(in, sought ? channel : null, limits.schemaBytes()), limits);
        }
        if (begins(head, TAR_MAGIC, USTAR)) {
            return new ArchiveReader(new TarArchive(in, limits.schemaBytes()), limits);
        }
        text(head);
        return new PlainReader(in, compression, limits);
    }

    private static byte[] head(BufferedInputStream in) throws IOException {
        in.mark(LOOK);
        byte[] head = in.readNBytes(LOOK);
        in.reset();
        return head;
    }

    private static boolean begins(byte[] head, int at, byte[] magic) {
        return head.length >= at + magic.length && Arrays.equals(head, at, at + magic.length, magic, 0, magic.length);
    }

    /** What is no text is no dump; nor is what another program makes of text. */
    private static void text(byte[] head) throws DumpException {
        if (head.length == 0) {
            throw new DumpException(DumpException.Code.NO_DUMP, "The file is empty: there is no dump in it.");
        }
        if (head.length > 1 && ((head[0] & head[1] & 0xff) == 0xfe)) {
            throw new DumpException(DumpException.Code.DUMP_FORMAT_UNKNOWN, "The dump is in UTF-16, as PowerShell writes what"
                    + " a program says. Make it again with pg_dump -f FILE.");
        }
        for (byte octet : head) {
            boolean control = octet >= 0 && octet < ' ' && octet != '\n' && octet != '\r' && octet != '\t' && octet != '\f';
            if (control) {
                throw new DumpException(DumpException.Code.NO_DUMP, "The file is neither SQL nor an archive of pg_dump.");
            }
        }
        String start = new String(head, StandardCharsets.ISO_8859_1).stripLeading();
        if (start.startsWith("<") || start.startsWith("{") || start.startsWith("[")) {
            throw new DumpException(DumpException.Code.NO_DUMP, "The file is neither SQL nor an archive of pg_dump.");
        }
    }
}
