package io.mudanza.platform.standin;

import io.mudanza.bundle.manifest.MediaSummary;
import io.mudanza.bundle.media.MediaFile;
import io.mudanza.bundle.media.MediaIndex;
import io.mudanza.bundle.media.MediaStaging;
import io.mudanza.bundle.media.MediaStore;
import io.mudanza.bundle.part.FeedLine;
import io.mudanza.bundle.sign.NodeKey;
import io.mudanza.bundle.store.DirectoryPartStore;
import io.mudanza.bundle.store.FeedLog;
import io.mudanza.embedded.process.TempFolder;
import io.mudanza.embedded.testing.TestInfra;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.extract.ExtractRequest;
import io.mudanza.engine.extract.Extractor;
import io.mudanza.engine.extract.MediaListing;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.progress.ProgressListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** A platform of hostile data and its bundle, made by the real extractor. */
public final class SourceBundle {

    public static final int SONGS = 3_000;

    private final Path media;
    private final DatabaseAddress address;

    public SourceBundle() throws Exception {
        media = TempFolder.create("source-media");
        Files.createDirectories(media.resolve("a b"));
        Files.writeString(media.resolve("a b/ñandú 🎵.txt"), "new");
        Files.writeString(media.resolve("same.txt"), "same");
        TestInfra.Database database = TestInfra.newDatabase("source");
        address = DatabaseAddress.parse(database.jdbcUrl(), database.username(), database.password());
        run(address,
                "CREATE TYPE mood AS ENUM ('sad', 'o''k')",
                "CREATE TABLE \"Song\" (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text, mood mood,"
                        + " parent int REFERENCES \"Song\" (id))",
                "INSERT INTO \"Song\" (title, mood, parent) SELECT E'tab\\there \\\\N \"q\" ñ 🎵 ' || i, 'o''k',"
                        + " nullif(i - 1, 0) FROM generate_series(1, " + SONGS + ") i",
                "CREATE TABLE nothing ()",
                "CREATE VIEW loud AS SELECT upper(title) AS title FROM \"Song\"");
    }

    public static void run(DatabaseAddress address, String... statements) throws Exception {
        String url = "jdbc:postgresql://" + address.host() + ":" + address.port() + "/" + address.database();
        try (Connection connection = DriverManager.getConnection(url, address.user(), address.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public DatabaseAddress address() {
        return address;
    }

    /** Extracts into a new folder with its feed. */
    public Path extract() throws Exception {
        return extract(TempFolder.create("bundle"));
    }

    public Path extract(Path folder) throws Exception {
        DirectoryPartStore store = new DirectoryPartStore(folder);
        try (FeedLog feed = new FeedLog(store.feedFile())) {
            new Extractor(NodeKey.generate()).extract(
                    ExtractRequest.of(address, "source").withMedia(this.new Index()), store, line -> append(feed, line),
                    ProgressListener.NONE, Cancellation.NEVER);
        }
        return folder;
    }

    /** Stages the media as the file-transfer-service does. */
    public void stage(Path live, UUID job) throws IOException {
        MediaStaging staging = new MediaStaging(live, job);
        List<MediaFile> files = new MediaStore(media).page(null, 100);
        for (MediaFile file : files) {
            if (!staging.takeFromLive(file)) {
                try (InputStream in = new MediaStore(media).open(file.key(), 0)) {
                    staging.receive(file, 0, in);
                }
            }
        }
        staging.complete(sink -> {
            for (MediaFile file : files) {
                sink.file(file);
            }
        });
    }

    private static void append(FeedLog feed, FeedLine line) {
        try {
            feed.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Index implements MediaListing {
        @Override
        public MediaSummary writeIndex(OutputStream out) throws IOException {
            long bytes = 0;
            List<MediaFile> files = new MediaStore(media).page(null, 100);
            for (MediaFile file : files) {
                MediaIndex.write(out, file);
                bytes += file.size();
            }
            return new MediaSummary(files.size(), bytes);
        }
    }
}
