package io.mudanza.exporting.serve;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes of something of a known length.
 *
 * @param first first byte
 * @param last  last byte, included
 */
record ByteRange(long first, long last) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** A range that asks for nothing that exists. */
    static final class Unsatisfiable extends Exception {}

    long length() {
        return last - first + 1;
    }

    /** The range of a header; empty when there is none or one that may be ignored (several ranges, another unit). */
    static Optional<ByteRange> of(String header, long length) throws Unsatisfiable {
        Matcher matcher = header == null ? null : ONE.matcher(header.strip());
        if (matcher == null || !matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long suffix = Long.parseLong(matcher.group(2));
            if (suffix == 0 || length == 0) {
                throw new Unsatisfiable();
            }
            return Optional.of(new ByteRange(Math.max(0, length - suffix), length - 1));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? length - 1 : Math.min(Long.parseLong(matcher.group(2)), length - 1);
        if (first >= length) {
            throw new Unsatisfiable();
        }
        return last < first ? Optional.empty() : Optional.of(new ByteRange(first, last));
    }
}
