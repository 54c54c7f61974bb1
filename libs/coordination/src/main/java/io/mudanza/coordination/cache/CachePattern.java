package io.mudanza.coordination.cache;

import java.util.regex.Pattern;

/** A pattern as Redis has them: {@code *} for anything, {@code ?} for one character, a backslash before what is meant as it stands. */
public record CachePattern(String glob) {
    /** Everything. */
    public static final CachePattern ALL = new CachePattern("*");
    private static final int LONGEST = 200;

    /** @throws IllegalArgumentException when it is empty or longer than 200 characters, or has sets in brackets */
    public CachePattern {
        if (glob == null || glob.isEmpty() || glob.length() > LONGEST || glob.matches(".*(?<!\\\\)[\\[\\]].*")) {
            throw new IllegalArgumentException("a pattern has 1 to " + LONGEST + " characters, with * and ? but no [sets]");
        }
    }

    /** For keys that begin with something that is no pattern. */
    String after(String prefix) {
        return prefix.replaceAll("([\\\\*?\\[\\]])", "\\\\$1") + glob;
    }

    /** The same for keys of this process. */
    Pattern regex() {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\' && i + 1 < glob.length()) {
                regex.append(Pattern.quote(glob.substring(++i, i + 1)));
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
