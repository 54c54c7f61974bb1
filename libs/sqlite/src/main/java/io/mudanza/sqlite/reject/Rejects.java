package io.mudanza.sqlite.reject;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mudanza.bundle.manifest.NotCarried;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows that one run rejects. The file holds rows of the platform, so only its owner may read it. Thread-safe. */
public final class Rejects implements AutoCloseable {

    private static final int SHOWN = 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private final Path file;
    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Map<String, Long>> reasons = new TreeMap<>();
    private final List<Rejected> first = new ArrayList<>();
    private BufferedWriter writer;

    /** @param file where each goes as a line of JSON; null for nowhere */
    public Rejects(Path file) {
        this.file = file;
    }

    /** Takes a row. */
    public synchronized void add(Rejected row) throws EngineException {
        counts.merge(row.table(), 1L, Long::sum);
        reasons.computeIfAbsent(row.table(), table -> new TreeMap<>()).merge(row.reason(), 1L, Long::sum);
        if (first.size() < SHOWN) {
            first.add(row);
        }
        if (file == null) {
            return;
        }
        try {
            if (writer == null) {
                open();
            }
            writer.write(MAPPER.writeValueAsString(row));
            writer.write('\n');
        } catch (IOException e) {
            throw new EngineException(Code.STORE_FAILED,
                    "The file of rejected rows " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    private void open() throws IOException {
        Files.deleteIfExists(file);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException e) {
            Files.createFile(file);
        }
        writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    /** Forgets everything: the run begins again. */
    public synchronized void reset() throws EngineException {
        close();
        try {
            if (writer != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new EngineException(Code.STORE_FAILED,
                    "The file of rejected rows " + file + " cannot be removed: " + e.getMessage() + ".", e);
        }
        writer = null;
        counts.clear();
        reasons.clear();
        first.clear();
    }

    /** How many, of all tables. */
    public synchronized long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many of each table. */
    public synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** The first ones. */
    public synchronized List<Rejected> first() {
        return List.copyOf(first);
    }

    /** What a certificate says about them. */
    public synchronized List<NotCarried> notCarried() {
        List<NotCarried> all = new ArrayList<>();
        counts.forEach((table, count) -> all.add(new NotCarried("rows", table, count + " rejected: "
                + String.join("; ", reasons.get(table).entrySet().stream().limit(5)
                        .map(reason -> reason.getValue() + " because " + reason.getKey()).toList()) + ".")));
        return all;
    }

    /** @throws EngineException ROWS_REJECTED when there is any */
    public synchronized void requireNone() throws EngineException {
        if (total() == 0) {
            return;
        }
        StringBuilder text = new StringBuilder(total() + " rows do not fit the target, and nothing was changed.");
        first.stream().limit(5).forEach(row -> text.append(' ').append(row.sentence()).append('.'));
        text.append(" Repair them, or leave them out with --rejects FILE, which keeps them with their reasons.");
        throw new EngineException(Code.ROWS_REJECTED, text.toString());
    }

    /** What was written is on its way to the disk. */
    @Override
    public synchronized void close() throws EngineException {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            throw new EngineException(Code.STORE_FAILED,
                    "The file of rejected rows " + file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }
}
