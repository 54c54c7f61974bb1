package io.mudanza.dumps.rows;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Timestamps as PostgreSQL writes them, put into UTC. */
final class Instants {

    private static final Pattern INSTANT = Pattern.compile(
            "(\\d{4,6})-(\\d\\d)-(\\d\\d) (\\d\\d):(\\d\\d):(\\d\\d)(\\.\\d{1,6})?([+-])(\\d\\d)(?::(\\d\\d))?(?::(\\d\\d))?( BC)?");

    private Instants() {}

    /** All timestamps in a text; what is none stays. */
    static String inUtc(String text) {
        Matcher matcher = INSTANT.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        StringBuilder utc = new StringBuilder();
        do {
            matcher.appendReplacement(utc, Matcher.quoteReplacement(utc(matcher)));
        } while (matcher.find());
        return matcher.appendTail(utc).toString();
    }

    private static String utc(Matcher found) {
        int year = Integer.parseInt(found.group(1));
        int offset = number(found, 9) * 3600 + number(found, 10) * 60 + number(found, 11);
        LocalDateTime time;
        try {
            time = LocalDateTime.of(found.group(12) == null ? year : 1 - year, number(found, 2), number(found, 3),
                            number(found, 4), number(found, 5), number(found, 6))
                    .minusSeconds(found.group(8).equals("+") ? offset : -offset);
        } catch (DateTimeException e) {
            return found.group();
        }
        boolean before = time.getYear() < 1;
        return String.format("%04d-%02d-%02d %02d:%02d:%02d%s+00%s", before ? 1 - time.getYear() : time.getYear(),
                time.getMonthValue(), time.getDayOfMonth(), time.getHour(), time.getMinute(), time.getSecond(),
                found.group(7) == null ? "" : found.group(7), before ? " BC" : "");
    }

    private static int number(Matcher found, int group) {
        return found.group(group) == null ? 0 : Integer.parseInt(found.group(group));
    }
}
