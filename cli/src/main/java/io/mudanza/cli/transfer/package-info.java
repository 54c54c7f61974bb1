/** A platform through a file: export and import, by a node or in this process. */
package io.mudanza.cli.transfer;
