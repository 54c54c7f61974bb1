package io.mudanza.gateway.backups;

/** Names of uploaded files: kept for people, never for a path. */
final class Filename {

    private static final int LONGEST = 255;

    private Filename() {}

    static String of(String said) {
        String name = said.substring(Math.max(said.lastIndexOf('/'), said.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]", "?")
                .strip();
        if (name.isEmpty()) {
            return "backup";
        }
        return name.length() > LONGEST ? name.substring(0, LONGEST) : name;
    }
}
