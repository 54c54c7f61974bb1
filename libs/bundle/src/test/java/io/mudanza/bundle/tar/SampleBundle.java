package io.mudanza.bundle.tar;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.ColumnHead;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.manifest.TableTotal;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.bundle.store.PartWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A small complete bundle in a folder. */
public final class SampleBundle {

    private SampleBundle() {}

    public static Manifest write(DirectoryPartStore store) throws Exception {
        List<Part> parts = new ArrayList<>();
        parts.add(part(store, "schema/pre-data.sql.zst", PartKind.SCHEMA, null, "CREATE TABLE a ();\n", null));
        DigestAccumulator digest = new DigestAccumulator();
        byte[] row = "1\tone".getBytes(StandardCharsets.UTF_8);
        digest.row(row, 0, row.length);
        parts.add(part(store, "data/t0001/00000.copy.zst", PartKind.ROWS, "t0001", "1\tone\n", digest.digest()));
        parts.add(part(store, "media/blob/aa/bb", PartKind.MEDIA, null, "x".repeat(513), null));
        TableHead table = new TableHead("t0001", "public", "a",
                List.of(new ColumnHead("id", "integer"), new ColumnHead("t", "text")), List.of("id"), CopyFormat.TEXT, 1, 8192, null);
        Head head = new Head(1, 0, List.of(), UUID.randomUUID(), Instant.parse("2026-01-01T00:00:00Z"), "test", "node",
                "db", "15.18", 150018, "UTF8", "C", "C", "snap", "0/0", 1, true, false, false, true, 0, List.of(table),
                List.of(), List.of(), List.of(), List.of(), List.of());
        Manifest manifest = new Manifest(head, Instant.now(), parts,
                List.of(new TableTotal("t0001", 1, 6, digest.digest())), List.of(), List.of(), null, null);
        String json = ManifestJson.write(manifest);
        keep(store, Head.MEMBER, ManifestJson.write(head));
        keep(store, Manifest.MEMBER, json);
        keep(store, Manifest.SIGNATURE_MEMBER,
                BundleJson.write(NodeKey.generate().sign(json.getBytes(StandardCharsets.UTF_8))));
        return manifest;
    }

    public static Part part(PartStore store, String name, PartKind kind, String table, String text, RowDigest digest)
            throws Exception {
        try (PartWriter writer = new PartWriter(store, name, kind, table)) {
            writer.write(text.getBytes(StandardCharsets.UTF_8));
            return writer.seal(digest);
        }
    }

    private static void keep(PartStore store, String name, String text) throws Exception {
        try (PartStore.Draft draft = store.draft(name)) {
            draft.channel().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            draft.seal();
        }
    }
}
