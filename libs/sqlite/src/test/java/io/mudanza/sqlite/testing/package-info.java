/** What the tests share: SQLite files, databases and runs. */
package io.mudanza.sqlite.testing;
