/** Decompression that notices when something is missing, wrong or too much. */
package io.mudanza.dumps.unpack;
