package io.mudanza.dumps.restore;

import io.mudanza.dumps.sql.ObjectName;
import java.util.List;

/**
 * A statement of the dump that may run.
 *
 * @param sql     its text
 * @param head    its beginning, for people
 * @param tables  tables that it names, its own first
 * @param context the settings that it was written under
 */
record Planned(String sql, String head, List<ObjectName> tables, Context context) {}
