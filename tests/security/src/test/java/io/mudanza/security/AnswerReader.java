package io.mudanza.security;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads one HTTP/1.1 answer from a connection. */
final class AnswerReader {
    private AnswerReader() {}

    static Door.Answer read(InputStream in, boolean noBody) throws IOException {
        String status = line(in);
        if (status.isEmpty()) {
            return new Door.Answer(0, Map.of(), new byte[0]);
        }
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status.split(" ")[1]);
        byte[] body = noBody || code == 204 || code == 304 ? new byte[0] : body(in, headers);
        return new Door.Answer(code, headers, body);
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in).strip(), 16); size > 0;
                    size = Integer.parseInt(line(in).strip(), 16)) {
                all.writeBytes(in.readNBytes(size));
                line(in);
            }
            return all.toByteArray();
        }
        List<String> length = headers.get("content-length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length.getFirst()));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
                line.write(c);
            }
        } catch (SocketException reset) {
            return "";
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }
}
