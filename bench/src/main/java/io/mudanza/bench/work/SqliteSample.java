package io.mudanza.bench.work;

import io.mudanza.bench.process.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A SQLite file as an application of Django keeps it: 1.45 million rows in four tables, with indexes and foreign keys. */
final class SqliteSample {

    private static final List<String> STATEMENTS = List.of(
            "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN",
            "CREATE TABLE shop_client (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name varchar(200) NOT NULL,"
                    + " email varchar(254) NOT NULL UNIQUE, active bool NOT NULL, created datetime NOT NULL, token char(32) NOT NULL)",
            "CREATE TABLE shop_order (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, client_id bigint NOT NULL"
                    + " REFERENCES shop_client (id) DEFERRABLE INITIALLY DEFERRED, placed datetime NOT NULL, due date NULL,"
                    + " total decimal NOT NULL, paid bool NOT NULL, note text NOT NULL)",
            "CREATE TABLE shop_line (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, order_id bigint NOT NULL"
                    + " REFERENCES shop_order (id) DEFERRABLE INITIALLY DEFERRED, product varchar(100) NOT NULL, quantity integer NOT NULL,"
                    + " price decimal NOT NULL, description text NOT NULL)",
            "CREATE TABLE shop_event (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, client_id bigint NULL REFERENCES shop_client (id)"
                    + " DEFERRABLE INITIALLY DEFERRED, happened datetime NOT NULL, what varchar(40) NOT NULL)",
            numbers(50_000, "INSERT INTO shop_client SELECT n, 'Client number ' || n, 'client' || n || '@example.org', n % 7 <> 0,"
                    + " datetime(1600000000 + n * 60, 'unixepoch') || '.123456', lower(printf('%032x', n * 7919))"),
            numbers(300_000, "INSERT INTO shop_order SELECT n, 1 + (n * 7919) % 50000, datetime(1650000000 + n * 30, 'unixepoch'),"
                    + " CASE n % 3 WHEN 0 THEN NULL ELSE date(1650000000 + n * 30, 'unixepoch') END, (n % 100000) / 100.0, n % 2,"
                    + " 'Order ' || n || ' to be delivered at the back door, ask for number ' || (n * 31 % 1000)"),
            numbers(900_000, "INSERT INTO shop_line SELECT n, 1 + (n * 104729) % 300000, 'Product ' || (n % 5000), 1 + n % 9,"
                    + " (n % 10000) / 100.0, 'A description of line ' || n || ' with some words about what it is and how it is packed '"
                    + " || lower(printf('%016x', n * 2654435761))"),
            numbers(200_000, "INSERT INTO shop_event SELECT n, CASE n % 5 WHEN 0 THEN NULL ELSE 1 + n % 50000 END,"
                    + " datetime(1700000000 + n, 'unixepoch') || printf('.%06d', n % 1000000), 'what happened ' || (n % 20)"),
            "CREATE INDEX shop_order_client ON shop_order (client_id)", "CREATE INDEX shop_order_placed ON shop_order (placed)",
            "CREATE INDEX shop_line_order ON shop_line (order_id)", "CREATE INDEX shop_line_product ON shop_line (product)",
            "CREATE INDEX shop_event_client ON shop_event (client_id)", "COMMIT");

    private SqliteSample() {}

    private static String numbers(int count, String insert) {
        return insert + " FROM (WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < " + count
                + ") SELECT n FROM c)";
    }

    /** Makes it and says what it is. */
    static String make(Path file) {
        try {
            Files.deleteIfExists(file);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                for (String sql : STATEMENTS) {
                    statement.execute(sql);
                }
            }
            return "SQLite file of " + Files.size(file) / 1_000_000 + " MB, 1.45 million rows";
        } catch (SQLException | IOException e) {
            throw new BenchException("The SQLite file cannot be made: " + e.getMessage());
        }
    }
}
