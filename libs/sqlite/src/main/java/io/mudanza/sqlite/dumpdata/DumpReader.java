package io.mudanza.sqlite.dumpdata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mudanza.engine.EngineException;
import io.mudanza.engine.EngineException.Code;
import io.mudanza.engine.progress.Cancellation;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads a dump object by object, plain or compressed with gzip; never more than one of them is in memory. */
final class DumpReader {

    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build();

    static {
        MAPPER.getFactory().setStreamReadConstraints(StreamReadConstraints.builder()
                .maxStringLength(Integer.MAX_VALUE).maxNumberLength(200_000).build());
    }

    private static final int BUFFER = 1 << 16;
    private static final int LOOK_OBJECTS = 500;

    /** Takes objects. */
    @FunctionalInterface
    interface Sink {
        void take(DumpObject object) throws SQLException, EngineException;
    }

    private DumpReader() {}

    static void read(Path file, Sink sink, Cancellation cancellation) throws EngineException, SQLException {
        long count = 0;
        try (InputStream in = open(file); JsonParser parser = MAPPER.getFactory().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw invalid(file, "it does not begin with a list of objects", null);
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                sink.take(object(file, MAPPER.readTree(parser), ++count));
                if (count % LOOK_OBJECTS == 0) {
                    cancellation.check();
                }
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw invalid(file, "it ends after " + count + " objects without closing its list, or holds something else", null);
            }
            if (parser.nextToken() != null) {
                throw invalid(file, "there is more behind its list", null);
            }
        } catch (JsonProcessingException e) {
            throw invalid(file, "object " + (count + 1) + " is damaged at line "
                    + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()), e);
        } catch (EOFException | ZipException e) {
            throw invalid(file, "its gzip is cut off or damaged after " + count + " objects", e);
        } catch (IOException e) {
            throw new EngineException(Code.SOURCE_LOST, "The file " + file + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip ? new GZIPInputStream(in, BUFFER) : in;
    }

    private static DumpObject object(Path file, JsonNode node, long number) throws EngineException {
        JsonNode model = node.get("model");
        JsonNode fields = node.get("fields");
        if (model == null || !model.isTextual() || !model.textValue().contains(".") || fields == null || !fields.isObject()) {
            throw invalid(file, "object " + number + " has no model and fields", null);
        }
        JsonNode pk = node.get("pk");
        return new DumpObject(model.textValue().toLowerCase(Locale.ROOT), pk == null || pk.isNull() ? null : pk, fields);
    }

    private static EngineException invalid(Path file, String why, Exception cause) {
        return new EngineException(Code.INVALID_REQUEST, "The file " + file + " is no dumpdata of Django: " + why + ".", cause);
    }
}
