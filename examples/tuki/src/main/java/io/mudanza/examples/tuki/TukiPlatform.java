package io.mudanza.examples.tuki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Makes the sample platform in an empty database and media folder. The same scale and seed give the same rows and
 * files.
 */
public final class TukiPlatform {
    private static final int STREAMS = 2;
    private static final int FLUSH_CHARS = 64 * 1024;

    private final String jdbcUrl;
    private final Properties login = new Properties();
    private final AtomicLong rows = new AtomicLong();

    /**
     * @param jdbcUrl  an empty database
     * @param password null to leave it to the driver ({@code PGPASSWORD}, {@code ~/.pgpass})
     */
    public TukiPlatform(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        if (user != null) {
            login.setProperty("user", user);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        login.setProperty("ApplicationName", "tuki");
    }

    /** What was made. */
    public record Summary(long rows, int mediaFiles, long mediaBytes) {}

    /**
     * Makes tables, rows and pictures.
     *
     * @param media folder for the pictures, made if absent; null for none
     * @param scale above 0, at most 1000; 1 is about 200 MB
     */
    public Summary create(Path media, double scale, long seed) throws SQLException, IOException, InterruptedException {
        Counts counts = Counts.of(scale);
        if (media != null) {
            Files.createDirectories(media);
        }
        Pictures pictures = new Pictures(media, seed);
        run("schema.sql");
        // Largest first, so that both streams end at about the same time.
        ConcurrentLinkedQueue<TableRows> queue = new ConcurrentLinkedQueue<>(List.of(
                new Sales.Tickets(counts, seed), new Sales.Orders(counts, seed), new Sales.Items(counts, seed),
                new Sales.Responses(counts, seed), new Users(counts, seed, pictures), new Events.Images(counts, seed,
                        pictures),
                new Sales.Scans(counts, seed), new Events.Listing(counts, seed), new Events.Tiers(counts, seed),
                new Events.Forms(counts, seed), new Places.Organizers(counts, seed, pictures),
                new Places.Locations(counts, seed), new Places.Categories(counts)));
        loadAll(queue);
        run("constraints.sql");
        sequences(counts);
        return new Summary(rows.get(), pictures.files(), pictures.bytes());
    }

    private void loadAll(ConcurrentLinkedQueue<TableRows> queue) throws SQLException, IOException,
            InterruptedException {
        try (ExecutorService streams = Executors.newFixedThreadPool(STREAMS)) {
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                running.add(streams.submit(() -> {
                    try (Connection connection = DriverManager.getConnection(jdbcUrl, login)) {
                        TableRows table;
                        while ((table = queue.poll()) != null) {
                            load(connection, table);
                        }
                    }
                    return null;
                }));
            }
            for (Future<Void> stream : running) {
                stream.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException sql -> throw sql;
                case IOException io -> throw io;
                case RuntimeException other -> throw other;
                default -> throw new IllegalStateException(e.getCause());
            }
        }
    }

    private void load(Connection connection, TableRows table) throws SQLException, IOException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table.target()
                + " FROM STDIN");
        try {
            CopyRow row = new CopyRow();
            table.write(row, () -> {
                if (row.pending() > FLUSH_CHARS) {
                    send(copy, row);
                }
            });
            send(copy, row);
            copy.endCopy();
            rows.addAndGet(row.rows());
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void send(CopyIn copy, CopyRow row) throws SQLException {
        byte[] bytes = row.take().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
    }

    private void sequences(Counts counts) throws SQLException {
        String[] identities = {"users", "event_categories", "event_images", "ticket_tiers", "order_items", "forms",
                "form_responses"};
        try (Connection connection = DriverManager.getConnection(jdbcUrl, login);
                Statement statement = connection.createStatement()) {
            for (String table : identities) {
                statement.execute("SELECT setval(pg_get_serial_sequence('" + table + "', 'id'), (SELECT max(id) FROM "
                        + table + "))");
            }
            statement.execute("SELECT setval(pg_get_serial_sequence('locations', 'id'), " + 10L * counts.locations()
                    + ")");
            statement.execute("SELECT setval('order_number_seq', " + (100_000 + 7L * counts.orders()) + ", false)");
            statement.execute("SELECT setval('refund_number_seq', -42)");
            statement.execute("REFRESH MATERIALIZED VIEW reporting.event_sales");
            statement.execute("ANALYZE");
        }
    }

    private void run(String resource) throws SQLException, IOException {
        try (InputStream in = TukiPlatform.class.getResourceAsStream(resource);
                Connection connection = DriverManager.getConnection(jdbcUrl, login);
                Statement statement = connection.createStatement()) {
            statement.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
