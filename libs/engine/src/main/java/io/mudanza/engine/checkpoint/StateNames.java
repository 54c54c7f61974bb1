package io.mudanza.engine.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names of the databases of a job. */
final class StateNames {

    /** PostgreSQL cuts longer names. */
    private static final int LONGEST = 63;

    private StateNames() {}

    static String shadow(String database, UUID job) {
        return name(database, "_mudanza_", job);
    }

    static String checkpoint(String database, UUID job) {
        return name(database, "_checkpoint_", job);
    }

    static String replaced(String database, UUID job) {
        return name(database, "_replaced_", job);
    }

    /** The last digits: the first ones of a UUIDv7 are a clock, equal for all jobs of a minute. */
    static String brief(UUID job) {
        String text = job.toString();
        return text.substring(text.length() - 8);
    }

    private static String name(String database, String middle, UUID job) {
        String end = middle + brief(job);
        StringBuilder start = new StringBuilder();
        int room = LONGEST - end.length();
        for (int i = 0; i < database.length(); ) {
            int point = database.codePointAt(i);
            int bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > room) {
                break;
            }
            room -= bytes;
            start.appendCodePoint(point);
            i += Character.charCount(point);
        }
        return start + end;
    }
}
