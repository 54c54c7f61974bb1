package io.mudanza.answers;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code Range} header asks for. */
sealed interface ByteRange {

    Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Everything, with status 200. */
    record Whole() implements ByteRange {}

    /** Bytes {@code from} to {@code to}, both included, with status 206. */
    record Slice(long from, long to) implements ByteRange {}

    /** Nothing of what is asked for exists: status 416. */
    record Outside() implements ByteRange {}

    /**
     * Several ranges in one request and headers of another form are answered with everything, as RFC 9110 allows.
     *
     * @param range   the header, or null
     * @param ifRange the header {@code If-Range}, or null
     * @param etag    strong entity tag of what is there now
     * @param length  bytes that are there
     */
    static ByteRange of(String range, String ifRange, String etag, long length) {
        if (range == null || (ifRange != null && !ifRange.strip().equals(etag))) {
            return new Whole();
        }
        Matcher matcher = ONE.matcher(range.trim());
        if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return new Whole();
        }
        if (matcher.group(1).isEmpty()) {
            long tail = Math.min(length, Long.parseLong(matcher.group(2)));
            return tail == 0 ? new Outside() : new Slice(length - tail, length - 1);
        }
        long from = Long.parseLong(matcher.group(1));
        long to = matcher.group(2).isEmpty() ? length - 1 : Math.min(length - 1, Long.parseLong(matcher.group(2)));
        if (from >= length || (!matcher.group(2).isEmpty() && Long.parseLong(matcher.group(2)) < from)) {
            return new Outside();
        }
        return new Slice(from, to);
    }
}
