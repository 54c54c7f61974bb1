package io.mudanza.dumps.inspect;

/** Versions as pg_dump writes them: {@code 15.18 (Debian 15.18-1)}, {@code 9.6.24}, {@code 18beta1}. */
final class DumpedVersion {

    private DumpedVersion() {}

    /** 15 of "15.18", 9 of "9.6.24"; 0 when there is none. */
    static int major(String version) {
        int end = 0;
        while (version != null && end < version.length() && end < 4 && Character.isDigit(version.charAt(end))) {
            end++;
        }
        return end == 0 ? 0 : Integer.parseInt(version.substring(0, end));
    }
}
