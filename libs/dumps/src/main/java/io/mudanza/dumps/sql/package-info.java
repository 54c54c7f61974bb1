/** Cuts the text of a dump into statements and tokens exactly as the server would, and refuses what it does not know. */
package io.mudanza.dumps.sql;
