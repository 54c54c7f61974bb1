package io.mudanza.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Everything that a platform is, as PostgreSQL's own {@code pg_dump} and the file system tell it. */
public record Platform(List<String> dump, Map<String, String> media) {

    public static Platform of(Node node) throws IOException, InterruptedException {
        return new Platform(dump(node), media(node.media()));
    }

    /** Schema and rows, line by line and sorted: the order of rows in a table is nobody's business. */
    private static List<String> dump(Node node) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                node.postgres().installation().pgDump().orElseThrow().toString(), "--no-password");
        builder.environment().putAll(node.postgres().environment(Node.PLATFORM));
        Path file = Files.createTempFile("mudanza-dump", ".sql");
        try {
            Process process = builder.redirectOutput(file.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (process.waitFor() != 0) {
                throw new IOException("pg_dump failed with code " + process.exitValue());
            }
            String[] lines = Files.readString(file, StandardCharsets.UTF_8).split("\n");
            return Arrays.stream(lines).filter(line -> !line.startsWith("\\restrict")
                    && !line.startsWith("\\unrestrict"))
                    .sorted().toList();
        } finally {
            Files.delete(file);
        }
    }

    private static Map<String, String> media(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString();
                if (!name.startsWith(".mudanza")) {
                    files.put(name, HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file))));
                }
            }
        }
        return files;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    public static void change(Node node, String sql) throws SQLException {
        try (Connection connection = node.postgres().connect(Node.PLATFORM)) {
            connection.createStatement().execute(sql);
        }
    }

    /** The first lines that only one of the two has; empty when they are equal. */
    public List<String> differences(Platform other) {
        List<String> here = new java.util.ArrayList<>(dump);
        List<String> there = new java.util.ArrayList<>(other.dump);
        List<String> differences = new java.util.ArrayList<>();
        int i = 0;
        int j = 0;
        while ((i < here.size() || j < there.size()) && differences.size() < 10) {
            int order = i == here.size() ? 1 : j == there.size() ? -1 : here.get(i).compareTo(there.get(j));
            if (order == 0) {
                i++;
                j++;
            } else if (order < 0) {
                differences.add("only here: " + here.get(i++));
            } else {
                differences.add("only there: " + there.get(j++));
            }
        }
        if (!media.equals(other.media)) {
            differences.add("media: " + media.size() + " files here, " + other.media.size()
                    + " there, or other content");
        }
        return differences;
    }
}
