package io.mudanza.dumps.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.mudanza.dumps.testing.Dumped;
import io.mudanza.engine.connect.DatabaseAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of values depends on settings of the session that dumped; what is compared are the values. */
@Timeout(120)
class ZonesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"America/Santiago", "Europe/London", "Asia/Kathmandu", "-03:30", "UTC"})
    void aDumpMadeInAnyZoneComparesEqual(String zone) throws Exception {
        // Given
        DatabaseAddress source = Dumped.everything();
        Dumped.execute(source, "ALTER DATABASE \"" + source.database() + "\" SET TimeZone = '" + zone + "'");
        Dumped.execute(source, "ALTER DATABASE \"" + source.database() + "\" SET bytea_output = 'escape'");
        Path dump = Dumped.dump(source, folder.resolve("d"));
        DatabaseAddress scratch = Dumped.empty("zone");

        // When
        DumpReport report = Dumped.restore(dump, scratch);

        // Then
        assertThat(report.tables()).allSatisfy(table -> assertThat(table.equal()).as(table.toString()).isTrue());
    }

    @Test
    void aDumpInAnotherEncodingComparesEqual() throws Exception {
        // Given
        DatabaseAddress source = Dumped.empty("latin");
        Dumped.execute(source, "CREATE TABLE \"año\" (\"ñ\" text); INSERT INTO \"año\" VALUES ('áéíóú ü'), ('x'); COMMENT ON TABLE \"año\" IS 'año'");
        Path dump = Dumped.dump(source, folder.resolve("l"), "--encoding=LATIN1");
        DatabaseAddress scratch = Dumped.empty("utf");

        // When
        DumpReport report = Dumped.restore(dump, scratch);

        // Then
        assertThat(report.equal()).isTrue();
        assertThat(Dumped.text(scratch)).isEqualTo(Dumped.text(source));
    }
}
