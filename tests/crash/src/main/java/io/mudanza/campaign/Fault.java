package io.mudanza.campaign;

/**
 * One fault, as it is drawn from seed and number alone.
 *
 * @param inPlace    the new state comes into the database that is there
 * @param fromSingle the data come from the node that is one process
 * @param atSource   it strikes the node that the data come from
 * @param victim     a share from 0 to 1 that chooses among the processes
 * @param point      name of the point; null where a time says when
 * @param pass       at which pass of the point
 * @param delay      milliseconds after the start of the job
 * @param lasting    milliseconds until what was taken is given back
 */
record Fault(
        int number, long seed, Kind kind, Operation operation, boolean inPlace, boolean fromSingle, boolean atSource, double victim,
        String point, int pass, int delay, int lasting) {

    /** Where and when, for people. */
    String where() {
        String node = atSource ? "source" : "target";
        String shape = fromSingle == atSource ? "one process" : "apart";
        return operation.name().toLowerCase() + (inPlace ? " in place" : "") + ", " + node + " (" + shape + "), "
                + (point == null ? "after " + delay + " ms" : "at " + point + (pass > 1 ? " pass " + pass : ""));
    }
}
