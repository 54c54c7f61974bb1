package io.mudanza.transfer.backup;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of names inside an archive: {@code *} is anything within a folder, {@code ?} one character, {@code {a,b}} either,
 * {@code **} anything, folders included.
 */
final class Glob {

    private final String text;
    private final Pattern pattern;

    Glob(String text) {
        this.text = text;
        StringBuilder regex = new StringBuilder();
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            char one = text.charAt(i);
            switch (one) {
                case '*' -> {
                    boolean deep = i + 1 < text.length() && text.charAt(i + 1) == '*';
                    regex.append(deep ? "(?<rest>.+)" : "[^/]*");
                    i += deep ? 1 : 0;
                }
                case '?' -> regex.append("[^/]");
                case '{' -> {
                    open++;
                    regex.append("(?:");
                }
                case '}' -> {
                    open--;
                    regex.append(')');
                }
                case ',' -> regex.append(open > 0 ? "|" : ",");
                default -> regex.append(Pattern.quote(String.valueOf(one)));
            }
        }
        if (open != 0 || text.indexOf("**") != text.lastIndexOf("**")) {
            throw new IllegalArgumentException("The pattern \"" + text + "\" has open braces or ** twice.");
        }
        this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    /** What {@code **} stands for in a name that matches; empty where it does not. */
    Optional<String> rest(String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group("rest")) : Optional.empty();
    }

    boolean hasRest() {
        return text.contains("**");
    }

    @Override
    public String toString() {
        return text;
    }
}
