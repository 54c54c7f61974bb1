package io.mudanza.engine.people;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/**
 * How many addresses two user tables share. Both are read in order and walked side by side, so that it takes no memory
 * however many users there are.
 *
 * @param addresses addresses that both have
 * @param liveUsers users of the live platform who have one of them
 */
record EmailOverlap(long addresses, long liveUsers) {

    private static final int AT_ONCE = 5000;

    /** Both connections are in a transaction. */
    static EmailOverlap of(Connection live, UserTable liveTable, Connection backup, UserTable backupTable)
            throws SQLException {
        long addresses = 0;
        long users = 0;
        try (Statement left = live.createStatement();
                Statement right = backup.createStatement();
                ResultSet ours = rows(left, liveTable);
                ResultSet theirs = rows(right, backupTable)) {
            boolean more = ours.next() && theirs.next();
            while (more) {
                int order = order(ours.getString(1), theirs.getString(1));
                if (order == 0) {
                    addresses++;
                    users += ours.getLong(2);
                }
                more = (order > 0 || ours.next()) && (order < 0 || theirs.next());
            }
        }
        return new EmailOverlap(addresses, users);
    }

    private static ResultSet rows(Statement statement, UserTable table) throws SQLException {
        statement.setEscapeProcessing(false);
        statement.setFetchSize(AT_ONCE);
        return statement.executeQuery("SELECT address, pg_catalog.count(*) FROM (SELECT " + table.foldedEmail()
                + " AS address FROM " + table.sql() + ") u WHERE pg_catalog.btrim(address) <> '' GROUP BY 1 ORDER BY 1");
    }

    /** As the collation "C" orders UTF-8. */
    private static int order(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
