package io.mudanza.transfer;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.json.BundleJson;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.manifest.MediaSummary;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.manifest.TableTotal;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.FeedLog;
import io.mudanza.bundle.store.PartWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A small, well-formed bundle of one table, as an export seals it. */
final class TestBundle {

    final DirectoryPartStore store;
    final List<Part> parts = new ArrayList<>();
    final Head head;
    private final FeedLog feed;
    private final List<MediaFile> media = new ArrayList<>();
    private RowDigest rows = RowDigest.EMPTY;
    private long plainBytes;

    TestBundle(Path folder, boolean withMedia) throws IOException {
        store = new DirectoryPartStore(folder);
        feed = new FeedLog(store.feedFile());
        TableHead table =
                new TableHead("t0001", "public", "song", List.of(), List.of(), CopyFormat.TEXT, 10, 1000, null);
        head = new Head(
                Head.FORMAT_MAJOR, Head.FORMAT_MINOR, List.of(), UUID.randomUUID(),
                        Instant.parse("2026-01-02T03:04:05Z"),
                "test", "source", "songs", "15", 150000, "UTF8", "C", "C", "snap", "0/1", 1000, withMedia, false, false,
                true, 0, List.of(table), List.of(), List.of(), List.of(), List.of(), List.of());
        feed.append(new FeedLine.Opened(ManifestJson.write(head)));
    }

    /** Seals a part of rows with so many bytes that do not compress. */
    Part rows(int number, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(number).nextBytes(content);
        RowDigest digest = RowDigest.EMPTY.plusRow(number, bytes);
        try (PartWriter writer = new PartWriter(store, "data/t0001/%05d.copy.zst".formatted(number), PartKind.ROWS,
                "t0001")) {
            writer.write(content);
            Part part = writer.seal(digest);
            rows = rows.plus(digest);
            plainBytes += part.plainBytes();
            return announce(part);
        }
    }

    Part announce(Part part) throws IOException {
        parts.add(part);
        feed.append(new FeedLine.Sealed(part));
        return part;
    }

    /** Seals the media index; the files must come in order. */
    void mediaIndex(List<MediaFile> files) throws IOException {
        media.addAll(files);
        try (PartWriter writer =
                new PartWriter(store, "media/index/00000.ndjson.zst", PartKind.MEDIA_INDEX, null)) {
            for (MediaFile file : files) {
                MediaIndex.write(writer, file);
            }
            announce(writer.seal(null));
        }
    }

    Manifest manifest() {
        MediaSummary summary = head.media()
                ? new MediaSummary(media.size(), media.stream().mapToLong(MediaFile::size).sum())
                : null;
        long data = parts.stream().filter(part -> part.kind() == PartKind.ROWS).count();
        return new Manifest(
                head, Instant.parse("2026-01-02T03:05:00Z"), parts,
                List.of(new TableTotal("t0001", (int) data, plainBytes, rows)), List.of(), List.of(), null, summary);
    }

    /** Ends the feed with the signed manifest. */
    FeedLine.Completed complete() throws IOException {
        return complete(ManifestJson.write(manifest()));
    }

    FeedLine.Completed complete(String manifest) throws IOException {
        FeedLine.Completed line = new FeedLine.Completed(
                manifest, BundleJson.write(NodeKey.generate().sign(manifest.getBytes(StandardCharsets.UTF_8))));
        feed.append(line);
        return line;
    }

    void append(FeedLine line) throws IOException {
        feed.append(line);
    }
}
