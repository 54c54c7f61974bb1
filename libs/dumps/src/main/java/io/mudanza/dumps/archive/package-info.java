/** The archive formats of pg_dump: custom, directory and tar, with their table of contents. */
package io.mudanza.dumps.archive;
