package io.mudanza.dumps.policy;

import io.mudanza.dumps.DumpException;
import io.mudanza.dumps.sql.Cursor;
import io.mudanza.dumps.sql.SqlToken;
import io.mudanza.dumps.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Functions: in which languages, and with whose rights. */
final class FunctionRules {

    /** A function that sets these would change whose rights it has. */
    private static final Set<String> IDENTITY = Set.of("role", "session_authorization", "session_preload_libraries",
            "local_preload_libraries", "dynamic_library_path", "session_replication_role");

    private final DumpPolicy policy;

    FunctionRules(DumpPolicy policy) {
        this.policy = policy;
    }

    Decision judge(Cursor cursor) throws DumpException {
        Statement statement = cursor.statement();
        cursor.name();
        if (!cursor.peek().isSymbol('(')) {
            throw cursor.refused("a function without arguments in parentheses");
        }
        cursor.skipParentheses();
        SqlToken definer = null;
        while (!cursor.atEnd() && !cursor.take("BEGIN", "ATOMIC") && !cursor.peek().isWord("RETURN")) {
            if (cursor.take("LANGUAGE")) {
                language(cursor);
            } else if (cursor.take("SECURITY")) {
                definer = cursor.peek().isWord("DEFINER") ? cursor.next() : definer;
            } else if (cursor.take("SET")) {
                setting(cursor);
            } else if (cursor.take("SUPPORT") || cursor.take("TRANSFORM")) {
                throw cursor.refused("a function that only a superuser may create");
            } else if (cursor.peek().isSymbol('(')) {
                cursor.skipParentheses();
            } else {
                cursor.next();
            }
        }
        String sql = definer == null ? statement.sql() : rights(cursor, definer);
        return new Decision.Run(Phase.BEFORE_ROWS, List.of(), sql);
    }

    private void language(Cursor cursor) throws DumpException {
        SqlToken token = cursor.next();
        String language = token.isIdentifier()
                ? token.identifier()
                : token.isString() ? cursor.statement().text(token).toLowerCase(Locale.ROOT) : "";
        boolean trusted = language.equals("sql") || language.equals("plpgsql")
                || policy.extensions().contains(language) && !language.endsWith("u");
        if (!trusted) {
            throw cursor.refused("a function in the language " + (language.isEmpty() ? "?" : language)
                    + ", which this node does not permit");
        }
    }

    private static void setting(Cursor cursor) throws DumpException {
        SqlToken token = cursor.next();
        if (!token.isIdentifier() || IDENTITY.contains(token.identifier().toLowerCase(Locale.ROOT))
                || token.isWord("SESSION")) {
            throw cursor.refused("a function that changes its role");
        }
    }

    private String rights(Cursor cursor, SqlToken definer) throws DumpException {
        return switch (policy.definer()) {
            case REFUSE -> throw cursor.refused("it would run with the rights of its owner (SECURITY DEFINER). Permit"
                    + " that for this restore, or have such functions created with the rights of their callers");
            case STRIP -> cursor.statement().sqlWith(definer, "INVOKER");
            case KEEP -> cursor.statement().sql();
        };
    }
}
