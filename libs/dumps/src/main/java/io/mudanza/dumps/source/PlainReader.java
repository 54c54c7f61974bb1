package io.mudanza.dumps.source;

import io.mudanza.dumps.DumpCompression;
import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.DumpFormat;
import io.mudanza.dumps.DumpLimits;
import io.mudanza.dumps.policy.CommandRules;
import io.mudanza.dumps.sql.ByteSource;
import io.mudanza.dumps.sql.CopyBlock;
import io.mudanza.dumps.sql.CopyHead;
import io.mudanza.dumps.sql.ObjectName;
import io.mudanza.dumps.sql.Script;
import io.mudanza.dumps.sql.StatementScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.List;

/** A dump in SQL. */
final class PlainReader implements DumpReader {

    private static final String BEGINS = "-- PostgreSQL database dump";
    private static final String COMPLETE = "-- PostgreSQL database dump complete";
    private static final String CLUSTER = "-- PostgreSQL database cluster dump";
    private static final String FROM_SERVER = "-- Dumped from database version ";
    private static final String BY_PROGRAM = "-- Dumped by pg_dump version ";

    private final InputStream file;
    private final ByteSource in;
    private final DumpLimits limits;
    private final DumpCompression compression;
    private final StatementScanner scanner;
    private final CommandRules commands = new CommandRules();
    private String server;
    private String program;
    private boolean begun;
    private boolean complete;
    private boolean cluster;
    private boolean anything;
    private CopyBlock block;

    PlainReader(InputStream file, DumpCompression compression, DumpLimits limits) throws IOException {
        this.file = file;
        this.in = new ByteSource(file, limits.bytes());
        this.compression = compression;
        this.limits = limits;
        this.scanner = new StatementScanner(in, limits.statementBytes(), this::comment);
        if (in.peek(0) == 0xEF && in.peek(1) == 0xBB && in.peek(2) == 0xBF) {
            // The mark that editors of Windows put before UTF-8.
            in.skip(3);
        }
    }

    @Override
    public DumpFacts facts() {
        return new DumpFacts(DumpFormat.PLAIN, compression, null, null, server, program);
    }

    @Override
    public List<ObjectName> announced() {
        return List.of();
    }

    @Override
    public DumpItem next() throws IOException {
        if (block != null) {
            block.drain();
            block = null;
        }
        while (true) {
            Script script = scanner.next();
            if (cluster) {
                throw new DumpException(DumpException.Code.DUMP_OF_CLUSTER, "This is the dump of a whole cluster"
                        + " (pg_dumpall), with its roles and all its databases. Make a dump of the platform's database alone"
                        + " with pg_dump.");
            }
            switch (script) {
                case null -> {
                    end();
                    return null;
                }
                case Script.Command(var line) -> commands.judge(line);
                case Script.Sql(var statement) -> {
                    anything = true;
                    if (statement.starts("COPY")) {
                        CopyHead head = CopyHead.of(statement);
                        lineEnd();
                        block = new CopyBlock(in, limits.rowBytes());
                        CopyBlock rows = block;
                        return new DumpItem.Rows(head, () -> rows);
                    }
                    return new DumpItem.Sql(statement);
                }
            }
        }
    }

    private void lineEnd() throws IOException {
        int c = in.read();
        if (c != '\n') {
            throw new DumpException(DumpException.Code.DUMP_REFUSED, "Behind a COPY at byte " + in.position()
                    + " the line does not end as pg_dump ends it. Take the original file, without changes of line ends.");
        }
    }

    private void end() throws DumpException {
        if (!anything) {
            throw new DumpException(DumpException.Code.NO_DUMP, "There is no statement in the file: it is no dump.");
        }
        if (begun && !complete) {
            throw new DumpException(DumpException.Code.DUMP_TRUNCATED, "The dump ends before the line that pg_dump writes"
                    + " last (\"" + COMPLETE.substring(3) + "\"): it was cut. Copy or make it again.");
        }
    }

    private void comment(String text) {
        if (text.equals(BEGINS)) {
            begun = true;
            complete = false;
        } else if (text.equals(COMPLETE)) {
            complete = true;
        } else if (text.equals(CLUSTER)) {
            cluster = true;
        } else if (text.startsWith(FROM_SERVER) && server == null) {
            server = text.substring(FROM_SERVER.length());
        } else if (text.startsWith(BY_PROGRAM) && program == null) {
            program = text.substring(BY_PROGRAM.length());
        }
    }

    @Override
    public void charset(Charset charset) {
        scanner.charset(charset);
    }

    @Override
    public void standardStrings(boolean standard) {
        scanner.standardStrings(standard);
    }

    @Override
    public long position() {
        return in.position();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
