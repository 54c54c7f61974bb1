package io.mudanza.dumps.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.dumps.testing.Dumped;
import io.mudanza.engine.connect.DatabaseAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Policies that bind even the owner hide rows: from the check of a foreign key, from the comparison. */
@Timeout(120)
class RowSecurityTest {

    @TempDir
    static Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-Fp", "-Fc"})
    void comesBehindForeignKeysAndHidesNothingFromThem(String format) throws Exception {
        // Given: nobody sees a row of either table
        DatabaseAddress source = Dumped.empty("secured");
        Dumped.execute(source, """
                CREATE TABLE album (id int PRIMARY KEY, owner text);
                CREATE TABLE song (id int PRIMARY KEY, album int REFERENCES album (id), words text);
                INSERT INTO album SELECT i, 'nobody' FROM generate_series(1, 50) i;
                INSERT INTO song SELECT i, i % 50 + 1, 'la' FROM generate_series(1, 500) i;
                CREATE FUNCTION mine(text) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT $1 = current_user::text $$;
                CREATE POLICY own ON album USING (mine(owner));
                CREATE POLICY shown ON song FOR SELECT USING (EXISTS (SELECT FROM album a WHERE a.id = song.album AND mine(a.owner)));
                ALTER TABLE album ENABLE ROW LEVEL SECURITY;
                ALTER TABLE album FORCE ROW LEVEL SECURITY;
                ALTER TABLE song ENABLE ROW LEVEL SECURITY;
                ALTER TABLE song FORCE ROW LEVEL SECURITY""");
        Path dump = Dumped.dump(source, folder.resolve("secured" + format), format);
        DatabaseAddress scratch = Dumped.empty("secured");

        // When
        DumpReport report = Dumped.restore(dump, scratch);

        // Then
        assertThat(report.tables()).allSatisfy(table -> assertThat(table.equal()).as(table.toString()).isTrue());
        assertThat(report.rows()).isEqualTo(550);
        assertThat(Dumped.text(scratch)).isEqualTo(Dumped.text(source));
        assertThat(Dumped.one(scratch, "SELECT string_agg(relname || relrowsecurity || relforcerowsecurity, ' ' ORDER BY relname)"
                + " FROM pg_class WHERE relname IN ('album', 'song')")).isEqualTo("albumtruetrue songtruetrue");
        assertThat(Dumped.one(scratch, "SELECT convalidated FROM pg_constraint WHERE contype = 'f'")).isEqualTo("t");
    }
}
