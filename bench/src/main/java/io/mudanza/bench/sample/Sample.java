package io.mudanza.bench.sample;

import io.mudanza.bench.process.BenchException;
import io.mudanza.bench.server.Servers;
import io.mudanza.embedded.postgres.EmbeddedPostgres;
import io.mudanza.examples.tuki.TukiPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

/** What is moved. Each makes a database of its name at the source, once. */
public enum Sample {
    /** The sample platform. */
    TUKI("tuki", ""),
    /** One table holds four fifths of everything. */
    ONE_BIG_TABLE("one big table", """
            CREATE TABLE big (id bigint PRIMARY KEY, at timestamptz NOT NULL, account int NOT NULL, amount numeric(12,2),
              note text NOT NULL);
            INSERT INTO big SELECT i, '2025-01-01'::timestamptz + i * interval '1 second', mod(i * 7919::bigint, 100000),
              mod(i, 100000) / 100.0, md5(i::text) || md5((i * 31)::text) FROM generate_series(1, %1$d * 400000) i;
            CREATE INDEX ON big (account);
            CREATE TABLE small_one AS SELECT * FROM big WHERE mod(id, 8) = 0;
            CREATE TABLE small_two AS SELECT * FROM big WHERE mod(id, 8) = 1;
            ALTER TABLE small_one ADD PRIMARY KEY (id);
            ALTER TABLE small_two ADD PRIMARY KEY (id);
            """),
    /** A thousand tables of ten rows. */
    TINY_TABLES("1000 tiny tables", """
            DO $$ BEGIN FOR t IN 1..1000 LOOP
              EXECUTE format('CREATE TABLE t%%s (id int PRIMARY KEY, name text NOT NULL UNIQUE)', t);
              EXECUTE format('INSERT INTO t%%s SELECT i, ''row '' || i FROM generate_series(1, 10) i', t);
            END LOOP; END $$;
            """),
    /** Values of 10 MB that do not compress. */
    WIDE_ROWS("rows of 10 MB", """
            CREATE TABLE wide (id int PRIMARY KEY, content bytea NOT NULL);
            INSERT INTO wide SELECT i, (SELECT string_agg(sha512((i * 1000000 + k)::text::bytea), ''::bytea)
              FROM generate_series(1, 163840) k) FROM generate_series(1, %1$d * 5) i;
            """),
    /** Nothing but two integers. */
    NARROW_TABLE("narrow table", """
            CREATE TABLE narrow (a int PRIMARY KEY, b int NOT NULL);
            INSERT INTO narrow SELECT i, mod(i * 7919::bigint, 1000003) FROM generate_series(1, %1$d * 1000000) i;
            """);

    private final String label;
    private final String sql;

    Sample(String label, String sql) {
        this.label = label;
        this.sql = sql;
    }

    public String label() {
        return label;
    }

    /** The database's name. */
    public String database() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Makes it.
     *
     * @param media folder for the pictures of the sample platform; null for none
     * @param scale its size: 1 is about 200 MB of the sample platform, 40 to 100 MB of the others
     */
    public void make(EmbeddedPostgres server, double scale, Path media) throws InterruptedException {
        make(server, database(), scale, media);
    }

    /** The same in a database of another name. */
    public void make(EmbeddedPostgres server, String database, double scale, Path media) throws InterruptedException {
        server.createDatabase(database);
        if (this == TUKI) {
            try {
                new TukiPlatform(server.jdbcUrl(database), server.username(), server.password()).create(media, scale, 1);
            } catch (SQLException | IOException e) {
                throw new BenchException("The sample platform cannot be made: " + e.getMessage());
            }
        } else {
            Servers.run(server, database, String.format(Locale.ROOT, sql, Math.max(1, Math.round(scale))));
        }
        Servers.run(server, database, "VACUUM ANALYZE");
    }
}
