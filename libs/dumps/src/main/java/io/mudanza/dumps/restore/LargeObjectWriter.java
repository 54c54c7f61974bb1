package io.mudanza.dumps.restore;

import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.policy.Decision;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.WorkerGroup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes large objects under the OIDs they had, and reads them back. Used by one thread at a time. */
final class LargeObjectWriter {

    /** As the table that holds them is called. */
    static final String SCHEMA = "pg_catalog";

    static final String NAME = "pg_largeobject";

    private static final int CHUNK = 256 << 10;
    private static final long TRANSACTION = 32L << 20;

    private final RestoreRoom room;
    private final WorkerGroup group;
    private final DigestAccumulator dumped = new DigestAccumulator();
    private final List<Long> written = new ArrayList<>();
    private ScratchSession session;
    private long open;
    private long at;
    private long pending;
    private long bytes;

    LargeObjectWriter(RestoreRoom room, WorkerGroup group) {
        this.room = room;
        this.group = group;
    }

    /** A step of a plain dump. */
    void step(Decision.LargeObject step) throws EngineException, SQLException, DumpException {
        switch (step.step()) {
            case CREATE -> make(step.oid());
            case OPEN -> begin(step.oid());
            case WRITE -> write(step.data());
            case CLOSE -> finish();
        }
    }

    /** An object without contents so far. */
    void make(long oid) throws EngineException, SQLException {
        try (PreparedStatement make = connection().prepareStatement("SELECT pg_catalog.lo_create(?::pg_catalog.oid)")) {
            make.setString(1, Long.toString(oid));
            make.executeQuery().close();
        }
    }

    /** The contents of an object that an archive has. */
    void contents(long oid, InputStream data) throws EngineException, SQLException, IOException {
        begin(oid);
        byte[] chunk = new byte[CHUNK];
        for (int got = data.readNBytes(chunk, 0, CHUNK); got > 0; got = data.readNBytes(chunk, 0, CHUNK)) {
            room.cancellation().check();
            write(got == CHUNK ? chunk : Arrays.copyOf(chunk, got));
        }
        finish();
    }

    private void begin(long oid) throws EngineException, SQLException {
        // Archives before 1.12 had no entry for each object; an object that is there already stays.
        try (PreparedStatement there = connection().prepareStatement("SELECT pg_catalog.lo_create(?::pg_catalog.oid)"
                + " WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_largeobject_metadata WHERE oid = ?::pg_catalog.oid)")) {
            there.setString(1, Long.toString(oid));
            there.setString(2, Long.toString(oid));
            there.executeQuery().close();
        }
        open = oid;
        at = 0;
        written.add(oid);
        dumped.piece(key(oid), 0, Long.BYTES);
    }

    private void write(byte[] data) throws EngineException, SQLException, DumpException {
        if (open == 0) {
            throw new DumpException(DumpException.Code.DUMP_CORRUPT,
                    "The dump writes to a large object that it has not opened. Make it again with pg_dump.");
        }
        try (PreparedStatement put = connection().prepareStatement("SELECT pg_catalog.lo_put(?::pg_catalog.oid, ?, ?)")) {
            put.setString(1, Long.toString(open));
            put.setLong(2, at);
            put.setBytes(3, data);
            put.executeQuery().close();
        }
        dumped.piece(data, 0, data.length);
        at += data.length;
        bytes += data.length;
        pending += data.length;
        if (pending >= TRANSACTION) {
            commit();
        }
    }

    private void finish() {
        if (open != 0) {
            dumped.endRow();
            room.progress().advanced("large objects", 1, at);
        }
        open = 0;
    }

    /** Everything so far is kept. */
    void commit() throws SQLException {
        if (session != null) {
            session.connection().commit();
            pending = 0;
        }
    }

    long count() {
        return dumped.rows();
    }

    long bytes() {
        return bytes;
    }

    /** Reads all of them back; null when there are none. */
    TableReport report() throws EngineException, SQLException {
        commit();
        if (written.isEmpty()) {
            return null;
        }
        RowDigest held = dumped.digest();
        if (!room.request().readBack()) {
            return new TableReport(SCHEMA, NAME, held.rows(), held, -1, null, false, "They were not read back.");
        }
        DigestAccumulator found = new DigestAccumulator();
        try (PreparedStatement get = connection().prepareStatement("SELECT pg_catalog.lo_get(?::pg_catalog.oid, ?, " + CHUNK + ")")) {
            for (long oid : written) {
                room.cancellation().check();
                found.piece(key(oid), 0, Long.BYTES);
                int got = CHUNK;
                for (long from = 0; got == CHUNK; from += got) {
                    get.setString(1, Long.toString(oid));
                    get.setLong(2, from);
                    try (ResultSet row = get.executeQuery()) {
                        row.next();
                        byte[] chunk = row.getBytes(1);
                        found.piece(chunk, 0, chunk.length);
                        got = chunk.length;
                    }
                }
                found.endRow();
            }
        }
        boolean equal = found.digest().equals(held);
        return new TableReport(SCHEMA, NAME, held.rows(), held, found.rows(), found.digest(), equal,
                equal ? null : "The database holds other contents than the dump.");
    }

    private static byte[] key(long oid) {
        return ByteBuffer.allocate(Long.BYTES).putLong(oid).array();
    }

    private Connection connection() throws EngineException, SQLException {
        if (session == null) {
            session = room.open(group);
            session.connection().setAutoCommit(false);
        }
        return session.connection();
    }
}
