package io.mudanza.dumps.restore;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The settings of the dump that hold at a place in it.
 *
 * @param encoding        as PostgreSQL calls it
 * @param charset         the same for Java
 * @param standardStrings whether a backslash in a string is a backslash
 * @param searchPath      schemas; empty for none
 * @param xmlOption       content or document
 */
record Context(
        String encoding, Charset charset, boolean standardStrings, List<String> searchPath, String xmlOption) {

    static final Context FIRST = new Context("UTF8", StandardCharsets.UTF_8, true, List.of(), "content");

    Context {
        searchPath = List.copyOf(searchPath);
    }

    /** The schema in which a name without one is made; null when there is none. */
    String schema() {
        return searchPath.isEmpty() ? null : searchPath.getFirst();
    }

    Context withEncoding(String name, Charset now) {
        return new Context(name, now, standardStrings, searchPath, xmlOption);
    }

    Context withStandardStrings(boolean now) {
        return new Context(encoding, charset, now, searchPath, xmlOption);
    }

    Context withSearchPath(List<String> now) {
        return new Context(encoding, charset, standardStrings, now, xmlOption);
    }

    Context withXmlOption(String now) {
        return new Context(encoding, charset, standardStrings, searchPath, now);
    }
}
