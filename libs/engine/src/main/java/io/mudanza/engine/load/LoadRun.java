package io.mudanza.engine.load;

import io.mudanza.bundle.BundleException;
import io.mudanza.bundle.manifest.Head;
import io.mudanza.bundle.manifest.Manifest;
import io.mudanza.bundle.manifest.ManifestJson;
import io.mudanza.bundle.manifest.TableHead;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.part.Part;
import io.mudanza.bundle.part.PartKind;
import io.mudanza.bundle.store.PartReader;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.Failures;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.connect.Sql;
import io.mudanza.engine.connect.WorkerGroup;
import io.mudanza.engine.extract.SchemaParts;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import io.mudanza.engine.schema.PostDataTasks;
import io.mudanza.engine.schema.SchemaApplier;
import io.mudanza.engine.schema.SchemaReport;
import io.mudanza.engine.schema.SchemaTexts;
import io.mudanza.engine.tasks.AssistantSessions;
import io.mudanza.engine.tasks.Lending;
import io.mudanza.engine.tasks.Rank;
import io.mudanza.engine.tasks.Task;
import io.mudanza.engine.tasks.TaskPool;
import io.mudanza.engine.tasks.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One load of one bundle. */
final class LoadRun {

    private static final String SCHEMA = "schema";

    /** Bytes from which on autovacuum would be in the way of a table's indexes for long enough to matter. */
    private static final long LARGE = 4L << 20;

    private final LoadRequest request;
    private final FeedReader reader;
    private final ProgressListener progress;
    private final Cancellation cancellation;
    private final SchemaApplier applier;
    private final PostDataTasks postData;
    private final LentParts lent;
    private final TaskPool pool = new TaskPool();
    private final List<Part> largeObjects = new ArrayList<>();
    private final AtomicInteger loaded = new AtomicInteger();
    private final AtomicInteger skipped = new AtomicInteger();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean beganAgain;
    private boolean schemaThere;
    private BundleIntake intake;
    private Ledger ledger;
    private String preData = "";
    private String postDataText = "";
    private SchemaReport report = SchemaReport.EMPTY;
    private Manifest manifest;

    LoadRun(LoadRequest request, FeedReader reader, ProgressListener progress, Cancellation cancellation) {
        this.request = request;
        this.reader = reader;
        this.progress = progress;
        this.cancellation = cancellation;
        this.applier = new SchemaApplier(request.target(), request.place(), progress, cancellation);
        this.postData = applier.postData();
        this.lent = new LentParts(request, progress);
    }

    LoadSummary run() throws EngineException, InterruptedException {
        pool.hold(SCHEMA);
        pool.hold(PostDataTasks.ROWS);
        try (WorkerGroup group = new WorkerGroup(Side.TARGET, "loading", cancellation, this::closeFeed)) {
            group.start("feed", () -> {
                readFeed();
                pool.add(theRest());
                pool.release(PostDataTasks.ROWS);
                pool.seal();
            });
            Worker.start(group, request.workers(), request.target(), pool);
            Lending.start(group, pool, request.assistants());
            group.await();
        } catch (EngineException e) {
            if (e.getCause() instanceof BeganAgainException again) {
                throw again;
            }
            throw e;
        }
        try {
            new Finish(request, progress).run(manifest);
            lent.check(ledger, loaded.get());
        } catch (EngineException e) {
            closeFeed();
            throw e;
        } catch (SQLException e) {
            closeFeed();
            throw Failures.of(e, Side.TARGET, "loading");
        }
        return new LoadSummary(manifest, rows.get(), bytes.get(), loaded.get(), skipped.get(),
                report.plus(postData.report()));
    }

    /** What can be planned when the last part was announced; most parts may still wait to be loaded. */
    private List<Task> theRest() throws EngineException, SQLException {
        Map<String, Long> sizes = new HashMap<>();
        for (Part part : manifest.parts()) {
            if (part.kind() == PartKind.ROWS) {
                sizes.merge(name(manifest.head().table(part.table())), part.plainBytes(), Long::sum);
            }
        }
        List<TableHead> tables = manifest.head().tables();
        List<Task> tasks = new ArrayList<>();
        if (!largeObjects.isEmpty()) {
            tasks.add(new Task(Rank.ROWS, 0, Set.of(SCHEMA), Set.of(PostDataTasks.ROWS), worker ->
                    new LargeObjectLoader(reader.feed(), ledger, progress, cancellation).load(worker, largeObjects)));
        }
        tasks.addAll(new ReadBack(request, progress, cancellation)
                .tasks(manifest.head().bundleId(), tables, sizes));
        tasks.addAll(postData.plan(new SchemaTexts(preData, postDataText), sizes));
        if (request.statistics() || !Statistics.gatheredByServer(request.target())) {
            tasks.addAll(new Statistics(progress).tasks(manifest, sizes));
        }
        return tasks;
    }

    /** Ends a worker that waits for a peer. A feed that begins again goes on being read. */
    private void closeFeed() {
        if (!beganAgain) {
            try {
                reader.feed().close();
            } catch (IOException e) {
                progress.note(ProgressListener.Level.WARNING, "The feed of parts could not be closed: " + e.getMessage());
            }
        }
    }

    private void readFeed() throws EngineException, IOException, InterruptedException, SQLException {
        while (manifest == null) {
            FeedLine line = reader.next();
            if (line == null) {
                throw new BundleException(BundleException.Code.BUNDLE_TRUNCATED,
                        "The feed of parts ended before the manifest. Resume the job.");
            }
            switch (line) {
                case FeedLine.Opened opened -> open(opened);
                case FeedLine.Sealed sealed -> take(sealed.part());
                case FeedLine.Completed completed -> manifest = opened().complete(completed);
                case FeedLine.Failed failed -> throw new EngineException(code(failed.code()), failed.detail());
                case FeedLine.Alive alive -> cancellation.check();
            }
        }
        if (!schemaThere) {
            throw new BundleException(BundleException.Code.BUNDLE_INVALID, "The bundle lacks its schema.");
        }
    }

    private void open(FeedLine.Opened line) throws EngineException, IOException, SQLException {
        Head head = ManifestJson.head(line.head());
        if (intake != null && intake.head().bundleId().equals(head.bundleId())) {
            return;
        }
        if (head.digestOnly()) {
            throw new EngineException(EngineException.Code.INVALID_REQUEST,
                    "This bundle has digests only; it can be verified but not loaded.");
        }
        Connection connection = Connections.open(request.target(), Side.TARGET);
        try {
            UUID there = Ledger.bundleIn(connection);
            if (intake != null || (there != null && !there.equals(head.bundleId()))) {
                beganAgain = true;
                reader.giveBack(line);
                throw new BeganAgainException();
            }
            intake = new BundleIntake(head);
            if (!request.assistants().mark().isEmpty()) {
                // Those of an earlier run: what they have open would be loaded here as well.
                AssistantSessions.end(connection, Side.TARGET, request.assistants().mark());
            }
            ledger = Ledger.open(connection, head.bundleId());
        } finally {
            Connections.close(connection);
        }
        progress.expected(head.estimatedRows(), head.estimatedBytes());
        if (!head.schemaCarried()) {
            schemaIsThere();
        }
    }

    private BundleIntake opened() throws BundleException {
        if (intake == null) {
            throw new BundleException(BundleException.Code.BUNDLE_INVALID, "The feed does not begin with a head.");
        }
        return intake;
    }

    private void take(Part part) throws EngineException, IOException {
        if (!opened().take(part)) {
            return;
        }
        switch (part.kind()) {
            case ROWS -> pool.add(List.of(task(part, intake.head().table(part.table()))));
            case LARGE_OBJECTS -> largeObjects.add(part);
            case SCHEMA -> schema(part);
            case MEDIA_INDEX, MEDIA -> {
                // Another step stages the media.
            }
        }
    }

    private void schema(Part part) throws EngineException, IOException {
        String text;
        try (PartReader plain = new PartReader(part, reader.feed().open(part))) {
            text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (part.name().equals(SchemaParts.PRE_DATA)) {
            preData = text;
            report = report.plus(applier.applyPreData(new SchemaTexts(preData, "")));
            applier.pauseAutovacuum(intake.head().tables().stream()
                    .filter(table -> table.estimatedBytes() >= LARGE).map(LoadRun::name).toList());
            schemaIsThere();
        } else if (part.name().equals(SchemaParts.POST_DATA)) {
            postDataText = text;
        }
    }

    private void schemaIsThere() {
        schemaThere = true;
        pool.release(SCHEMA);
    }

    private Task task(Part part, TableHead table) {
        return new Task(Rank.ROWS, 0, Set.of(SCHEMA), Set.of(PostDataTasks.rowsOf(name(table)), PostDataTasks.ROWS),
                worker -> load(worker, part, table)).lent(lent.loan(ledger, part, table, this::arrived));
    }

    private void arrived(Part part, TableHead table) {
        loaded.incrementAndGet();
        progress.advanced(table.label(), part.rows(), part.plainBytes());
        rows.addAndGet(part.rows());
        bytes.addAndGet(part.plainBytes());
    }

    private static String name(TableHead table) {
        return Sql.name(table.schema(), table.name());
    }

    private void load(Worker worker, Part part, TableHead table) throws EngineException, SQLException, IOException {
        if (ledger.has(part)) {
            skipped.incrementAndGet();
            progress.advanced(table.label(), part.rows(), part.plainBytes());
        } else {
            progress.doing("loading " + table.label());
            Connection connection = worker.connection();
            PartLoader parts = worker.session(
                    PartLoader.class, group -> new PartLoader(reader.feed(), request.readBack(), cancellation));
            if (PartCommit.of(connection, ledger, parts, table, part,
                    sent -> progress.advanced(table.label(), 0, sent), "load")) {
                ledger.committed(part);
                loaded.incrementAndGet();
            } else if (ledger.find(connection, part)) {
                connection.rollback();
                skipped.incrementAndGet();
            }
            progress.advanced(table.label(), part.rows(), 0);
        }
        rows.addAndGet(part.rows());
        bytes.addAndGet(part.plainBytes());
    }

    private static EngineException.Code code(String wire) {
        try {
            return EngineException.Code.valueOf(wire.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return EngineException.Code.SOURCE_LOST;
        }
    }
}
