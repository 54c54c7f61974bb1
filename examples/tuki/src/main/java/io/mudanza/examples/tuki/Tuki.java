package io.mudanza.examples.tuki;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;

/**
 * {@code java … Tuki --url URL [--media DIR] [--scale N] [--seed N]}: makes the sample platform in an empty database.
 */
public final class Tuki {
    private static final String USAGE = """
            Usage: tuki --url URL [--media DIR] [--scale N] [--seed N]
              --url    postgresql://user:password@host:port/db or jdbc:postgresql://…, an empty database;
                       the password also from PGPASSWORD or ~/.pgpass
              --media  folder for the pictures (without it none are made)
              --scale  1 (default) makes a database of about 200 MB
              --seed   another seed makes other data (default 1)""";

    private Tuki() {}

    public static void main(String[] args) throws SQLException, IOException, InterruptedException {
        String url = null;
        Path media = null;
        double scale = 1;
        long seed = 1;
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length) {
                fail(args[i].equals("--help") ? "" : args[i] + " needs a value.\n");
            }
            switch (args[i]) {
                case "--url" -> url = args[i + 1];
                case "--media" -> media = Path.of(args[i + 1]);
                case "--scale" -> scale = Double.parseDouble(args[i + 1]);
                case "--seed" -> seed = Long.parseLong(args[i + 1]);
                default -> fail("Unknown option " + args[i] + "\n");
            }
        }
        if (url == null) {
            fail("--url is missing.\n");
        }
        long start = System.nanoTime();
        TukiPlatform.Summary made = platform(url).create(media, scale, seed);
        System.out.printf(Locale.ROOT, "%d rows and %d pictures (%.1f MB) in %.1f s%n", made.rows(), made.mediaFiles(),
                made.mediaBytes() / 1e6, (System.nanoTime() - start) / 1e9);
    }

    private static TukiPlatform platform(String url) {
        String password = System.getenv("PGPASSWORD");
        if (url.startsWith("jdbc:")) {
            return new TukiPlatform(url, System.getenv("PGUSER"), password);
        }
        URI uri = URI.create(url);
        String user = System.getenv("PGUSER");
        if (uri.getRawUserInfo() != null) {
            String[] login = uri.getRawUserInfo().split(":", 2);
            user = decoded(login[0]);
            password = login.length > 1 ? decoded(login[1]) : password;
        }
        String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new TukiPlatform("jdbc:postgresql://" + host + uri.getRawPath() + query, user, password);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static void fail(String message) {
        System.err.println(message + USAGE);
        System.exit(message.isEmpty() ? 0 : 2);
    }
}
