/** The engine in this process: copy, and export and import with {@code --direct}. */
package io.mudanza.cli.direct;
