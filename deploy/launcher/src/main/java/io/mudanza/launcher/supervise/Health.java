package io.mudanza.launcher.supervise;

import io.mudanza.cli.terminal.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;

/** Asks a service whether it is ready. */
public final class Health {

    private static final String PATH = "/q/health/ready";
    private static final String PROCESS = "X-Mudanza-Process";

    private Health() {}

    /** Flags with which a service names itself in its answers: at its port somebody else may listen. */
    static List<String> flags(String mark) {
        String header = "-Dquarkus.http.header.\"" + PROCESS + "\".";
        return List.of(header + "value=" + mark, header + "path=" + PATH);
    }

    /** Whether it is the service with these {@link #flags} that answers on the port, and says that it is ready. */
    static boolean ready(String host, int port, String mark) {
        return answers(host, port, connection -> mark.equals(connection.getHeaderField(PROCESS)));
    }

    /** Whether the service on the port says that it is ready. */
    public static boolean ready(String host, int port) {
        return answers(host, port, connection -> true);
    }

    private static boolean answers(String host, int port, Predicate<HttpURLConnection> known) {
        try {
            HttpURLConnection connection = open(host, port);
            try {
                return connection.getResponseCode() == 200 && known.test(connection);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }

    /** What the service says is wrong, in parentheses; empty when it does not say. */
    static String complaints(String host, int port) {
        try {
            HttpURLConnection connection = open(host, port);
            try (InputStream body = connection.getResponseCode() == 503 ? connection.getErrorStream()
                    : InputStream.nullInputStream()) {
                StringJoiner complaints = new StringJoiner(", ", " (", ")").setEmptyValue("");
                JsonText.MAPPER.readTree(body).path("checks").forEach(check -> {
                    if (!check.path("status").asText().equals("UP")) {
                        complaints.add(check.path("name").asText() + " " + check.path("data"));
                    }
                });
                return complaints.toString();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return "";
        }
    }

    private static HttpURLConnection open(String host, int port) throws IOException {
        URI address = URI.create("http://" + host + ":" + port + PATH);
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(1000);
        connection.setReadTimeout(5000);
        return connection;
    }
}
