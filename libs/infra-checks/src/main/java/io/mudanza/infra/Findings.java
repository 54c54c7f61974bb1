package io.mudanza.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects what is found about a section. Not thread-safe. */
public final class Findings {
    private final String section;
    private final List<Finding> list = new ArrayList<>();

    public Findings(String section) {
        this.section = section;
    }

    /** Something that is as it should be. */
    public void ok(String name, String value) {
        list.add(new Finding(section, name, Health.OK, value, null, null));
    }

    /** The same, with the time that it took since {@link System#nanoTime()} was {@code since}. */
    public void ok(String name, String value, long since) {
        list.add(new Finding(section, name, Health.OK, value, millis(since), null));
    }

    /** Works, and somebody should look at it. */
    public void warning(String name, String value, String action) {
        list.add(new Finding(section, name, Health.WARNING, value, null, action));
    }

    /** Does not work. */
    public void failed(String name, String value, String action) {
        list.add(new Finding(section, name, Health.FAILED, value, null, action));
    }

    /** Fine, or a warning. */
    public void unless(boolean doubtful, String name, String value, String action) {
        if (doubtful) {
            warning(name, value, action);
        } else {
            ok(name, value);
        }
    }

    /** Everything up to now, in order. */
    public List<Finding> list() {
        return List.copyOf(list);
    }

    /** Milliseconds since a point of {@link System#nanoTime()}, to a tenth. */
    public static double millis(long since) {
        return Math.round((System.nanoTime() - since) / 100_000.0) / 10.0;
    }

    /** Bytes for people. */
    public static String size(long bytes) {
        double value = bytes;
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    }
}
