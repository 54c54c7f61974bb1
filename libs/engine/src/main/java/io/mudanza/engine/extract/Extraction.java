package io.mudanza.engine.extract;

import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.manifest.MediaSummary;
import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.PartStore;
import io.mudanza.bundle.store.PartWriter;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.catalog.CatalogReader;
import io.mudanza.engine.catalog.DatabaseCatalog;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.WorkerGroup;
import io.mudanza.engine.plan.Piece;
import io.mudanza.engine.plan.TablePlan;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.PgDump;
import io.mudanza.engine.schema.SchemaReader;
import io.mudanza.engine.schema.SchemaTexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** One extract under one snapshot. */
final class Extraction {

    private final ExtractRequest request;
    private final OtherRows other;
    private final PartStore store;
    private final Consumer<FeedLine> feed;
    private final ProgressListener progress;
    private final Cancellation cancellation;
    private final Snapshot snapshot;
    private final SealedParts sealed;

    Extraction(
            ExtractRequest request, OtherRows other, PartStore store, Consumer<FeedLine> feed,
            ProgressListener progress, Cancellation cancellation, Snapshot snapshot) {
        this.request = request;
        this.other = other;
        this.store = store;
        this.feed = feed;
        this.progress = progress;
        this.cancellation = cancellation;
        this.snapshot = snapshot;
        this.sealed = new SealedParts(feed);
    }

    Manifest run() throws EngineException, SQLException, IOException, InterruptedException {
        progress.doing("reading the catalog");
        DatabaseCatalog catalog = new CatalogReader(snapshot.keeper(), request.selection()).read();
        SchemaTexts partial = request.schema() && !request.selection().isAll() ? schema(catalog) : null;
        Head found = head(catalog, partial);
        Head head = other == null ? found : other.fit(found);
        Extractor.keepHead(store, head);
        feed.accept(new FeedLine.Opened(ManifestJson.write(head)));
        progress.expected(head.estimatedRows(), head.estimatedBytes());
        MediaSummary[] media = new MediaSummary[1];
        readAll(catalog, head, partial, media);
        progress.doing("reading sequences");
        var sequences = SequenceReader.read(request.source(), catalog.sequences());
        RowDigest largeObjects = sealed.digest(LargeObjectParts.CHUNKS);
        return new Manifest(
                other == null ? head : other.ended(head), Instant.now(), sealed.parts(), sealed.totals(head),
                other == null ? sequences : other.sequences(sequences), catalog.matviews(),
                catalog.largeObjects() == 0 ? null : largeObjects, media[0]);
    }

    private void readAll(DatabaseCatalog catalog, Head head, SchemaTexts partial, MediaSummary[] media)
            throws EngineException, InterruptedException {
        List<TableHead> own = head.tables().stream().filter(table -> other == null || !other.brings(table)).toList();
        PieceQueue pieces = new PieceQueue(TablePlan.pieces(own, catalog.tables()));
        LentPieces lent = new LentPieces(request, snapshot, sealed, progress, pieces);
        try (WorkerGroup group = new WorkerGroup(Side.SOURCE, "reading the source", cancellation)) {
            if (request.schema()) {
                group.start("schema", () -> seal(partial == null ? schema(catalog) : partial));
            }
            if (request.media() != null) {
                group.start("media", () -> media[0] = new MediaParts(store, sealed, progress).write(request.media()));
            }
            for (int i = 0; i < request.workers(); i++) {
                boolean largeObjectsToo = i == 0 && catalog.largeObjects() > 0;
                group.start("extract-" + i, () -> work(group, pieces, largeObjectsToo));
            }
            lent.start(group);
            group.await();
        }
        lent.end();
    }

    private void work(WorkerGroup group, PieceQueue pieces, boolean largeObjectsToo)
            throws EngineException, SQLException, IOException, InterruptedException {
        if (other != null) {
            other.read(this::output, cancellation);
        }
        Connection connection = group.open(request.source());
        try {
            snapshot.join(connection);
            try (TableReader reader = new TableReader(
                    connection, request.digestOnly() ? null : store, sealed, progress, cancellation)) {
                for (Piece piece = pieces.poll(); piece != null && !group.stopped(); piece = pieces.poll()) {
                    reader.read(piece);
                }
                reader.end();
                for (Piece piece = pieces.take(); piece != null && !group.stopped(); piece = pieces.take()) {
                    reader.read(piece);
                    reader.end();
                }
            }
            if (largeObjectsToo) {
                new LargeObjectParts(request.digestOnly() ? null : store, sealed, progress, cancellation).read(connection);
            }
        } finally {
            group.close(connection);
        }
    }

    private RowOutput output(TableHead table) {
        progress.doing("reading " + table.label());
        return new RowParts(sealed, request.digestOnly() ? null : store, PartKind.ROWS, table.id(), table.label(),
                table.format(), progress);
    }

    private SchemaTexts schema(DatabaseCatalog catalog) throws EngineException, InterruptedException {
        progress.doing("reading the schema");
        PgDump pgDump = PgDump.find(request.pgDump(), catalog.serverVersionNumber() / 10000);
        return new SchemaReader(pgDump).read(request.source(), snapshot.id(), request.selection(), cancellation);
    }

    private void seal(SchemaTexts texts) throws IOException {
        seal(SchemaParts.PRE_DATA, texts.preData());
        seal(SchemaParts.POST_DATA, texts.postData());
    }

    private void seal(String name, String text) throws IOException {
        try (PartWriter writer = new PartWriter(store, name, PartKind.SCHEMA, null)) {
            writer.write(text.getBytes(StandardCharsets.UTF_8));
            Part part = writer.seal(null);
            sealed.sealed(part);
        }
    }

    private Head head(DatabaseCatalog catalog, SchemaTexts partial) {
        List<NotCarried> notCarried = new ArrayList<>(catalog.notCarried());
        if (partial != null) {
            partial.omitted().forEach(object -> notCarried.add(
                    new NotCarried("object", object, "It needs a table that was not selected.")));
        }
        return new Head(
                Head.FORMAT_MAJOR, Head.FORMAT_MINOR, List.of(), UUID.randomUUID(), Instant.now(), request.producer(),
                request.node(), catalog.database(), catalog.serverVersion(), catalog.serverVersionNumber(),
                catalog.encoding(), catalog.collate(), catalog.ctype(), snapshot.id(), catalog.lsn(),
                catalog.databaseBytes(), request.media() != null, request.digestOnly(), !request.selection().isAll(),
                request.schema(), catalog.largeObjects(), TablePlan.heads(catalog.tables()), catalog.extensions(),
                catalog.roles(), catalog.tablespaces(), catalog.inventory(), notCarried);
    }
}
