package io.mudanza.dumps.restore;

/** Memory and helpers for building an index, as the engine has measured them (record 0014). */
final class IndexSettings {

    private static final long LARGE = 64L << 20;
    private static final long LEAST = 16L << 20;
    private static final long MOST = 1L << 30;
    private static final int RUNS = 64;

    private IndexSettings() {}

    /** @param idle whether another worker has nothing to do */
    static String of(String sql, long bytes, boolean idle) {
        int parallel = idle && bytes >= LARGE ? 1 : 0;
        String settings = " SET LOCAL max_parallel_maintenance_workers = " + parallel + ";";
        boolean sorts = !sql.contains(" USING gin ") && !sql.contains(" USING gist ") && !sql.contains(" USING spgist ")
                && !sql.contains(" USING brin ") && !sql.contains(" USING hash ");
        return parallel == 0 && sorts
                ? settings + " SET LOCAL maintenance_work_mem = '" + (Math.clamp(bytes / RUNS, LEAST, MOST) >> 10) + "kB';"
                : settings;
    }
}
