package io.mudanza.engine.verify;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.DigestSink;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.catalog.LargeObjects;
import io.mudanza.engine.extract.LargeObjectParts;
import io.mudanza.engine.plan.CopyReader;
import io.mudanza.engine.progress.Cancellation;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Compares large objects chunk by chunk, with their owners, grants and comments. */
final class LargeObjectCheck {

    private final Connection connection;
    private final Cancellation cancellation;

    LargeObjectCheck(Connection connection, Cancellation cancellation) {
        this.connection = connection;
        this.cancellation = cancellation;
    }

    /** Null when neither side has any. */
    LargeObjectsVerdict check(Manifest manifest, VerifyLevel level) throws SQLException, IOException, EngineException {
        long before = Math.max(0, manifest.head().largeObjects());
        RowDigest expected = manifest.largeObjects() == null ? RowDigest.EMPTY : manifest.largeObjects();
        long after = count();
        if (before == 0 && after == 0) {
            return null;
        }
        if (before != after) {
            return new LargeObjectsVerdict(Verdict.DIFFERENT, before, after, expected, null, "Their number differs.");
        }
        if (level != VerifyLevel.FULL) {
            return new LargeObjectsVerdict(
                    Verdict.NOT_VERIFIED, before, after, expected, null, "Only their number was compared.");
        }
        DigestAccumulator chunks = new DigestAccumulator();
        DigestAccumulator descriptions = new DigestAccumulator();
        for (String batch : batches()) {
            cancellation.check();
            read(LargeObjects.chunks(batch), chunks);
            read(LargeObjects.descriptions(batch), descriptions);
        }
        RowDigest found = chunks.digest();
        if (!found.equals(expected)) {
            return new LargeObjectsVerdict(Verdict.DIFFERENT, before, after, expected, found, "Their contents differ.");
        }
        if (!manifest.head().digestOnly() && !descriptions.digest().equals(described(manifest))) {
            return new LargeObjectsVerdict(Verdict.NOT_VERIFIED, before, after, expected, found,
                    "Their contents are equal; owners, grants or comments are not.");
        }
        return new LargeObjectsVerdict(Verdict.EQUAL, before, after, expected, found, null);
    }

    private static RowDigest described(Manifest manifest) {
        RowDigest sum = RowDigest.EMPTY;
        for (Part part : manifest.parts()) {
            if (part.kind() == PartKind.LARGE_OBJECTS && LargeObjectParts.DESCRIPTIONS.equals(part.table())) {
                sum = sum.plus(part.digest());
            }
        }
        return sum;
    }

    private void read(String statement, DigestAccumulator digest) throws SQLException, IOException, EngineException {
        CopyReader.read(connection, statement, CopyFormat.BINARY, new DigestSink(digest), cancellation);
    }

    private List<String> batches() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet oids = statement.executeQuery(LargeObjects.oids())) {
            return LargeObjectParts.batches(oids);
        }
    }

    private long count() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_catalog.count(*) FROM pg_catalog.pg_largeobject_metadata")) {
            row.next();
            return row.getLong(1);
        }
    }
}
