package io.mudanza.dumps.source;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpLimits;
import io.mudanza.dumps.archive.Archive;
import io.mudanza.dumps.archive.Toc;
import io.mudanza.dumps.archive.TocEntry;
import io.mudanza.dumps.sql.ByteSource;
import io.mudanza.dumps.sql.CopyBlock;
import io.mudanza.dumps.sql.CopyHead;
import io.mudanza.dumps.sql.ObjectName;
import io.mudanza.dumps.sql.Script;
import io.mudanza.dumps.sql.Statement;
import io.mudanza.dumps.sql.StatementScanner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** An archive: all statements of its table of contents, in its order, then the rows in whatever order is best. */
final class ArchiveReader implements DumpReader {

    private final Archive archive;
    private final DumpLimits limits;
    private final Iterator<TocEntry> entries;
    private final Deque<DumpItem> waiting = new ArrayDeque<>();
    private Charset charset = StandardCharsets.UTF_8;
    private boolean standardStrings = true;
    private StatementScanner inserts;
    private ByteSource current;
    private boolean objects;
    private long before;

    ArchiveReader(Archive archive, DumpLimits limits) {
        this.archive = archive;
        this.limits = limits;
        this.entries = archive.toc().entries().iterator();
    }

    @Override
    public DumpFacts facts() {
        Toc toc = archive.toc();
        return new DumpFacts(
                archive.format(), toc.compression(), toc.version(), toc.database(), toc.server(), toc.dump());
    }

    @Override
    public List<ObjectName> announced() {
        List<ObjectName> tables = new ArrayList<>();
        for (TocEntry entry : archive.toc().entries()) {
            if (entry.data() && entry.type().equals("TABLE DATA")) {
                tables.add(name(entry));
            }
        }
        return tables;
    }

    @Override
    public DumpItem next() throws IOException {
        while (true) {
            if (!waiting.isEmpty()) {
                return waiting.poll();
            }
            if (entries.hasNext()) {
                statements(entries.next());
            } else {
                DumpItem data = data();
                if (data != CONTINUE) {
                    return data;
                }
            }
        }
    }

    private static final DumpItem CONTINUE = new DumpItem.NotTaken("");

    /** Settings change how the next entry is read: the statements of one entry are handed out before it. */
    private void statements(TocEntry entry) throws IOException {
        if (entry.type().equals("BLOB METADATA")) {
            new String(entry.sql(), StandardCharsets.US_ASCII).lines().filter(line -> !line.isBlank())
                    .forEach(line -> waiting.add(new DumpItem.LargeObjectMade(Long.parseUnsignedLong(line.strip()))));
            return;
        }
        if (entry.sql().length == 0) {
            return;
        }
        // A text of the table ends where it ends, with or without a semicolon.
        byte[] sql = Arrays.copyOf(entry.sql(), entry.sql().length + 2);
        sql[sql.length - 2] = '\n';
        sql[sql.length - 1] = ';';
        StatementScanner scanner = scanner(new ByteArrayInputStream(sql));
        for (Script script = scanner.next(); script != null; script = scanner.next()) {
            waiting.add(new DumpItem.Sql(statement(script)));
        }
    }

    private static Statement statement(Script script) throws DumpException {
        return switch (script) {
            case Script.Sql(var statement) -> statement;
            case Script.Command command -> throw new DumpException(DumpException.Code.DUMP_REFUSED, "The archive has a"
                    + " psql command among its statements, which pg_dump never writes. Make the dump with pg_dump.");
        };
    }

    private DumpItem data() throws IOException {
        if (inserts != null) {
            Script script = inserts.next();
            if (script != null) {
                return new DumpItem.Sql(statement(script));
            }
            inserts = null;
        }
        if (objects) {
            InputStream object = archive.data();
            if (object != null) {
                return new DumpItem.LargeObjectData(archive.largeObject(), object);
            }
            objects = false;
        }
        TocEntry entry = archive.next();
        if (entry == null) {
            return null;
        }
        before = position();
        current = null;
        switch (entry.type()) {
            case "BLOBS" -> {
                objects = true;
                return CONTINUE;
            }
            case "TABLE DATA" -> {
                return rows(entry);
            }
            default -> {
                return new DumpItem.NotTaken(entry.label());
            }
        }
    }

    private DumpItem rows(TocEntry entry) throws IOException {
        if (entry.copy().length == 0) {
            inserts = scanner(archive.data());
            return CONTINUE;
        }
        Script script = scanner(new ByteArrayInputStream(entry.copy())).next();
        if (!(script instanceof Script.Sql(var statement)) || !statement.starts("COPY")) {
            throw new DumpException(DumpException.Code.DUMP_REFUSED,
                    "The rows of " + entry.label() + " are not introduced by COPY. Make the dump with pg_dump.");
        }
        return new DumpItem.Rows(CopyHead.of(statement), () -> {
            current = new ByteSource(archive.data(), Math.max(0, limits.bytes() - before));
            return new CopyBlock(current, limits.rowBytes());
        });
    }

    private ObjectName name(TocEntry entry) {
        return new ObjectName(
                entry.schema().length == 0 ? null : new String(entry.schema(), charset), new String(entry.tag(), charset));
    }

    private StatementScanner scanner(InputStream in) {
        current = new ByteSource(in, limits.bytes());
        StatementScanner scanner = new StatementScanner(current, limits.statementBytes(), any -> {});
        scanner.charset(charset);
        scanner.standardStrings(standardStrings);
        return scanner;
    }

    @Override
    public void charset(Charset now) {
        charset = now;
    }

    @Override
    public void standardStrings(boolean standard) {
        standardStrings = standard;
    }

    @Override
    public long position() {
        return before + (current == null ? 0 : current.position());
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
