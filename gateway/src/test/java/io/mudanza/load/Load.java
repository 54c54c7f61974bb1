package io.mudanza.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Asks the same over and over, one request after the other on each of some connections that stay open. */
final class Load {
    private final int port;
    private final int connections;

    Load(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** Requests a second and times in milliseconds. */
    record Figures(String what, int connections, long requests, double perSecond, double p50, double p99, double worst) {
        String json() {
            return String.format(Locale.ROOT, "{\"what\":\"%s\",\"connections\":%d,\"requests\":%d,\"requests_per_second\":%.0f,"
                    + "\"p50_ms\":%.2f,\"p99_ms\":%.2f,\"max_ms\":%.2f}", what, connections, requests, perSecond, p50, p99, worst);
        }
    }

    /** @throws IOException when an answer is not 200 */
    Figures run(String what, String path, String token, double seconds) throws Exception {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + (token == null ? "" : "Authorization: Bearer " + token + "\r\n") + "\r\n").getBytes(StandardCharsets.US_ASCII);
        long began = System.nanoTime();
        long until = began + (long) (seconds * 1e9);
        List<long[]> times = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            Callable<long[]> one = () -> ask(request, until);
            for (var done : threads.invokeAll(java.util.Collections.nCopies(connections, one))) {
                times.add(done.get());
            }
        }
        double took = (System.nanoTime() - began) / 1e9;
        long[] all = times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return new Figures(what, connections, all.length, all.length / took, all[all.length / 2] / 1e6,
                all[(int) (all.length * 0.99)] / 1e6, all[all.length - 1] / 1e6);
    }

    private long[] ask(byte[] request, long until) throws IOException {
        long[] times = new long[1 << 16];
        int count = 0;
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (System.nanoTime() < until) {
                long asked = System.nanoTime();
                socket.getOutputStream().write(request);
                read(in);
                times = count == times.length ? Arrays.copyOf(times, count * 2) : times;
                times[count++] = System.nanoTime() - asked;
            }
        }
        return Arrays.copyOf(times, count);
    }

    private static void read(InputStream in) throws IOException {
        int length = 0;
        boolean first = true;
        for (String line = line(in); first || !line.isEmpty(); line = line(in)) {
            if (first && !line.contains(" 200 ")) {
                throw new IOException("not 200: " + line);
            }
            first = false;
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        in.skipNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
