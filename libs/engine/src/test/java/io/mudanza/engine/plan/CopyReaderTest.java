package io.mudanza.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mudanza.bundle.digest.CopyFormat;
import io.mudanza.bundle.digest.DigestAccumulator;
import io.mudanza.bundle.digest.DigestSink;
import io.mudanza.bundle.digest.RowDigest;
import io.mudanza.bundle.digest.RowScanner;
import io.mudanza.bundle.digest.RowSink;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.connect.Connections;
import io.mudanza.engine.connect.DatabaseAddress;
import io.mudanza.engine.connect.Side;
import io.mudanza.engine.progress.Cancellation;
import io.mudanza.engine.testing.Platforms;
import java.io.IOException;
import java.sql.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

@Timeout(120)
class CopyReaderTest {

    private DatabaseAddress database;
    private Connection connection;

    @BeforeEach
    void connect() throws Exception {
        database = Platforms.empty("copy_reader");
        connection = Connections.open(database, Side.SOURCE);
    }

    @AfterEach
    void disconnect() {
        Connections.close(connection);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TEXT   | SELECT i, repeat('x', i % 700), NULL FROM generate_series(1, 20000) i
            BINARY | SELECT i, repeat('x', i % 700), NULL FROM generate_series(1, 20000) i
            TEXT   | SELECT repeat(E'a\\n', 2000000), i FROM generate_series(1, 3) i
            BINARY | SELECT repeat('ab', 2000000), i FROM generate_series(1, 3) i
            TEXT   | SELECT '' FROM generate_series(1, 5)
            TEXT   | SELECT FROM generate_series(1, 5)
            TEXT   | SELECT 1 WHERE false
            BINARY | SELECT 1 WHERE false
            """)
    void rowsTakenBesideTheDriverAreThoseThatTheDriverGives(CopyFormat format, String query) throws Exception {
        String statement = "COPY (" + query + ") TO STDOUT" + (format == CopyFormat.BINARY ? " (FORMAT binary)" : "");
        assertThat(Connections.stream(connection)).isNotNull();

        RowDigest read = read(statement, format);

        assertThat(read).isEqualTo(throughDriver(statement, format));
        assertThat(read(statement, format)).as("the connection goes on").isEqualTo(read);
    }

    @Test
    void anErrorOfTheServerIsToldAsSuch() {
        assertThatThrownBy(() -> read("COPY (SELECT 1 / (i - 500) FROM generate_series(1, 1000) i) TO STDOUT", CopyFormat.TEXT))
                .isInstanceOf(java.sql.SQLException.class).hasMessageContaining("division by zero");
    }

    @Test
    void whatTheSinkThrowsIsNotTakenForABrokenConnection() {
        IOException full = new IOException("the disk is full");

        assertThatThrownBy(() -> CopyReader.read(connection, "COPY (SELECT 1) TO STDOUT", CopyFormat.TEXT,
                new Failing(full), Cancellation.NEVER)).isSameAs(full);
    }

    @Test
    void aCancellationIsHeardBetweenRows() {
        assertThatThrownBy(() -> CopyReader.read(connection, "COPY (SELECT generate_series(1, 100000000)) TO STDOUT",
                CopyFormat.TEXT, new DigestSink(new DigestAccumulator()), () -> true))
                .isInstanceOfSatisfying(EngineException.class,
                        e -> assertThat(e.code()).isEqualTo(EngineException.Code.CANCELLED));
    }

    private RowDigest read(String statement, CopyFormat format) throws Exception {
        DigestAccumulator digest = new DigestAccumulator();
        CopyReader.read(connection, statement, format, new DigestSink(digest), Cancellation.NEVER);
        return digest.digest();
    }

    private RowDigest throughDriver(String statement, CopyFormat format) throws Exception {
        DigestAccumulator digest = new DigestAccumulator();
        RowScanner scanner = RowScanner.of(format, new DigestSink(digest));
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
        for (byte[] data = copy.readFromCopy(); data != null; data = copy.readFromCopy()) {
            scanner.feed(data, 0, data.length);
        }
        scanner.end();
        return digest.digest();
    }

    private record Failing(IOException failure) implements RowSink {

        @Override
        public void row(byte[] bytes, int offset, int length) throws IOException {
            throw failure;
        }

        @Override
        public void piece(byte[] bytes, int offset, int length) throws IOException {
            throw failure;
        }

        @Override
        public void endRow() throws IOException {
            throw failure;
        }
    }
}
