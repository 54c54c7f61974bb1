/** Rows of a dump on their way: what INSERT says as COPY text, and one digest for what the dump and the database hold. */
package io.mudanza.dumps.rows;
