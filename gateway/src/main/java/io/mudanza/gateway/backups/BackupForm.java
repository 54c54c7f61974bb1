package io.mudanza.gateway.backups;

import io.mudanza.contracts.problem.ProblemCode;
import io.mudanza.gateway.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.common.util.CaseInsensitiveMap;
import org.jboss.resteasy.reactive.server.core.multipart.MultipartParser;

/**
 * A form with one large file, read as it comes: the file is a stream, the fields before and after it are short texts. Nothing
 * is written to a disk of this service.
 */
final class BackupForm implements MultipartParser.PartHandler {

    private static final String FILE = "backup_file";
    private static final int LONGEST_FIELD = 1000;
    private static final int MOST_FIELDS = 20;
    /** Bytes that may come without being part of a field or of the file: headers, and what stands before the first part. */
    private static final int MOST_HEADERS = 64 << 10;
    private static final Pattern BOUNDARY = Pattern.compile("(?i).*;\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");
    private static final Pattern NAME = Pattern.compile("(?i)(?:^|.*;)\\s*name=\"([^\"]*)\".*");
    private static final Pattern FILENAME = Pattern.compile("(?i).*;\\s*filename=\"([^\"]*)\".*");

    private final InputStream body;
    private final MultipartParser.ParseState parser;
    private final byte[] buffer = new byte[64 << 10];
    private final Map<String, String> fields = new HashMap<>();
    private final Deque<byte[]> ready = new ArrayDeque<>();
    private String part;
    private StringBuilder field;
    private String filename;
    private boolean inFile;
    private boolean fileEnded;
    private int idle;

    private BackupForm(InputStream body, String boundary) {
        this.body = body;
        this.parser = MultipartParser.beginParse(this, boundary.getBytes(StandardCharsets.US_ASCII), "UTF-8");
    }

    /** @throws ProblemException invalid_request when it is no form */
    static BackupForm of(InputStream body, String contentType) {
        Matcher boundary = BOUNDARY.matcher(String.valueOf(contentType));
        if (!boundary.matches()) {
            throw wrong();
        }
        return new BackupForm(body, boundary.group(1) == null ? boundary.group(2) : boundary.group(1));
    }

    /** Reads up to the file. @return its name, without folders */
    String toFile() throws IOException {
        while (!inFile && !fileEnded) {
            if (!more()) {
                throw wrong();
            }
        }
        return filename;
    }

    /** The bytes of the file; what ends before the form does is no end of the file. */
    InputStream file() {
        return new InputStream() {
            private byte[] current = new byte[0];
            private int at;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                while (at == current.length) {
                    byte[] next = ready.poll();
                    if (next != null) {
                        current = next;
                        at = 0;
                    } else if (fileEnded) {
                        return -1;
                    } else if (!more()) {
                        // As a problem: an IOException would be taken for trouble of the service that reads.
                        throw wrong();
                    }
                }
                int step = Math.min(length, current.length - at);
                System.arraycopy(current, at, bytes, offset, step);
                at += step;
                return step;
            }
        };
    }

    /** Reads what follows the file. @return all fields */
    Map<String, String> rest() throws IOException {
        while (!parser.isComplete()) {
            if (!more()) {
                throw wrong();
            }
        }
        return fields;
    }

    private boolean more() throws IOException {
        int read = body.read(buffer);
        if (read < 0) {
            return false;
        }
        idle += read;
        try {
            parser.parse(ByteBuffer.wrap(buffer, 0, read));
        } catch (IllegalStateException | IllegalArgumentException malformed) {
            throw wrong();
        }
        if (idle > MOST_HEADERS + buffer.length) {
            throw wrong();
        }
        return true;
    }

    @Override
    public void beginPart(CaseInsensitiveMap<String> headers) {
        String disposition = String.valueOf(headers.getFirst("Content-Disposition")).replaceAll("[\\r\\n]", " ");
        Matcher name = NAME.matcher(disposition);
        boolean encoded = headers.getFirst("Content-Transfer-Encoding") != null
                && !headers.getFirst("Content-Transfer-Encoding").matches("(?i)binary|7bit|8bit");
        if (!name.matches() || encoded || fields.size() >= MOST_FIELDS) {
            throw wrong();
        }
        part = name.group(1);
        if (part.equals(FILE)) {
            if (inFile || fileEnded) {
                throw wrong();
            }
            Matcher file = FILENAME.matcher(disposition);
            filename = Filename.of(file.matches() ? file.group(1) : "backup");
            inFile = true;
        } else {
            field = new StringBuilder();
        }
    }

    @Override
    public void data(ByteBuffer bytes) {
        idle = 0;
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        if (part.equals(FILE)) {
            ready.add(copy);
        } else if (field.length() + copy.length > LONGEST_FIELD) {
            throw wrong();
        } else {
            field.append(new String(copy, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void endPart() {
        if (part.equals(FILE)) {
            inFile = false;
            fileEnded = true;
        } else if (fields.putIfAbsent(part, field.toString().strip()) != null) {
            throw wrong();
        }
    }

    private static ProblemException wrong() {
        return new ProblemException(ProblemCode.INVALID_REQUEST, "restore.form");
    }
}
